<?php

declare(strict_types=1);

// Verifies calls from KooGallery and signs answers to it. PHP 8.1 or later with the extension openssl.
// Self-test against the known answers served at /vectors/signing.json: php koogallery.php signing.json

namespace KooGallery;

const WINDOW_MS = 60_000;

/** V2.0: both HMACs use the access key, and the inner one is written in lower-case hexadecimal. */
function requestSignature(string $rawBody, string $timestamp, string $nonce, string $accessKey): string
{
    $inner = hash_hmac('sha256', $rawBody, $accessKey);
    return hash_hmac('sha256', $accessKey . $nonce . $timestamp . $inner, $accessKey);
}

/**
 * Judges a V2.0 call. Returns null when it is genuine, else the reason for your log; then answer resultCode 000001.
 *
 * @param string $rawBody file_get_contents('php://input'): JSON that was parsed and written again has other bytes
 * @param array<string, mixed> $query $_GET
 * @param callable(string, int): bool $remember stores a nonce for so many milliseconds in one atomic step, and is false
 *     when it was there: fn ($nonce, $forMs) => apcu_add("nonce:$nonce", 1, intdiv($forMs, 1000) + 1), or in Redis
 *     SET NX PX. PHP keeps nothing between two calls.
 */
function refusalOf(string $rawBody, array $query, string $accessKey, callable $remember, int $nowMs): ?string
{
    ['signature' => $signature, 'timestamp' => $timestamp, 'nonce' => $nonce] =
        $query + ['signature' => '', 'timestamp' => '', 'nonce' => ''];
    // A query such as nonce[]=x makes an array.
    foreach ([$accessKey, $signature, $timestamp, $nonce] as $value) {
        if (!is_string($value) || $value === '') {
            return 'something is missing';
        }
    }
    // KooGallery sends milliseconds; the older guide says seconds.
    if (preg_match('/^(\d{10}|\d{13})$/D', $timestamp) !== 1) {
        return 'timestamp is malformed';
    }
    $sentMs = (int) $timestamp * (strlen($timestamp) === 10 ? 1000 : 1);
    if (abs($nowMs - $sentMs) > WINDOW_MS) {
        return 'timestamp is outside the window';
    }
    // hash_equals does not tell by its duration where two values differ.
    if (!hash_equals(requestSignature($rawBody, $timestamp, $nonce, $accessKey), strtolower($signature))) {
        return 'signature differs';
    }
    // Only now: whoever cannot sign must not be able to fill the memory.
    return $remember($nonce, $sentMs + WINDOW_MS - $nowMs) ? null : 'nonce was used before';
}

/** Value of the header Body-Sign. Sign the very bytes that you send, and write the name in exactly this case. */
function bodySign(string $rawBody, string $accessKey): string
{
    $signature = base64_encode(hash_hmac('sha256', $rawBody, $accessKey, true));
    return "sign_type=\"HMAC-SHA256\", signature=\"$signature\"";
}

/**
 * V1.0: all parameters but authToken, URL-decoded once as in $_GET; timeStamp is in the key and in the text.
 *
 * @param array<string, string> $parameters
 */
function authToken(array $parameters, string $accessKey): string
{
    unset($parameters['authToken']);
    ksort($parameters, SORT_STRING);
    $pairs = [];
    foreach ($parameters as $name => $value) {
        $pairs[] = "$name=$value";
    }
    $key = $accessKey . ($parameters['timeStamp'] ?? '');
    return base64_encode(hash_hmac('sha256', implode('&', $pairs), $key, true));
}

/**
 * Whether the token is right, however old it is: refusalOfV1 looks at the time as well.
 *
 * @param array<string, string> $parameters
 */
function isGenuineV1(array $parameters, string $accessKey): bool
{
    return $accessKey !== '' && hash_equals(authToken($parameters, $accessKey), $parameters['authToken'] ?? '');
}

/**
 * Judges a V1.0 call. Returns null when it is genuine, else the reason for your log; then answer resultCode 000001.
 * V1.0 documents no time window. That of V2.0 keeps a call that somebody found in a log from being good for ever.
 *
 * @param array<string, mixed> $parameters $_GET
 */
function refusalOfV1(array $parameters, string $accessKey, int $nowMs): ?string
{
    foreach ($parameters as $value) {
        // A query such as orderId[]=x makes an array.
        if (!is_string($value)) {
            return 'a parameter is no text';
        }
    }
    $timeStamp = $parameters['timeStamp'] ?? '';
    if ($accessKey === '' || $timeStamp === '' || ($parameters['authToken'] ?? '') === '') {
        return 'something is missing';
    }
    // yyyyMMddHHmmss or yyyyMMddHHmmssSSS in UTC.
    if (preg_match('/^(\d{14})(\d{3})?$/D', $timeStamp, $parts) !== 1) {
        return 'timeStamp is malformed';
    }
    $sent = \DateTimeImmutable::createFromFormat('!YmdHis', $parts[1], new \DateTimeZone('UTC'));
    if ($sent === false) {
        return 'timeStamp is malformed';
    }
    if (abs($nowMs - $sent->getTimestamp() * 1000 - (int) ($parts[2] ?? 0)) > WINDOW_MS) {
        return 'timeStamp is outside the window';
    }
    return isGenuineV1($parameters, $accessKey) ? null : 'authToken differs';
}

/** What Java's KeyGenerator makes of a SHA1PRNG seeded with the access key; Java adds signed bytes. */
function aesKey(string $accessKey, string $encryptType): string
{
    $signed = static fn (string $byte): int => ord($byte) > 127 ? ord($byte) - 256 : ord($byte);
    $state = sha1($accessKey, true);
    $output = '';
    for ($i = 0; $i < 2; $i++) {
        $block = sha1($state, true);
        $output .= $block;
        $carry = 1;
        for ($at = 0; $at < 20; $at++) {
            $sum = $signed($state[$at]) + $signed($block[$at]) + $carry;
            $state[$at] = chr($sum & 0xff);
            $carry = $sum >> 8;
        }
    }
    return substr($output, 0, $encryptType === '1' ? 32 : 16);
}

function cipherName(string $encryptType): string
{
    return $encryptType === '1' ? 'aes-256-cbc' : 'aes-128-cbc';
}

/** Sixteen letters and digits, new for every field. */
function newIv(): string
{
    $letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
    $iv = '';
    for ($i = 0; $i < 16; $i++) {
        $iv .= $letters[random_int(0, 61)];
    }
    return $iv;
}

/** encryptType '1' is AES-256, '2' AES-128. userName and password: at most 79 bytes of UTF-8 fit into 128 characters. */
function encryptField(string $plaintext, string $accessKey, string $encryptType, string $iv): string
{
    $key = aesKey($accessKey, $encryptType);
    // Without options, openssl_encrypt pads as PKCS#5 and writes base64.
    return $iv . openssl_encrypt($plaintext, cipherName($encryptType), $key, 0, $iv);
}

/** Null when key, type or text do not belong together. */
function decryptField(string $ciphertext, string $accessKey, string $encryptType): ?string
{
    $key = aesKey($accessKey, $encryptType);
    $plain = openssl_decrypt(substr($ciphertext, 16), cipherName($encryptType), $key, 0, substr($ciphertext, 0, 16));
    return $plain === false ? null : $plain;
}

// What follows is the self-test: leave it out of your product.

/** @param array<string, mixed> $entry */
function isRight(string $group, array $entry): bool
{
    $key = $entry['accessKey'];
    switch ($group) {
        case 'requestSignature':
            return isRequestRight($entry, $key);
        case 'bodySign':
            return bodySign($entry['body'], $key) === $entry['header'];
        case 'authToken':
            $parameters = ['authToken' => $entry['authToken']] + $entry['params'];
            return isGenuineV1($parameters, $key)
                && !isGenuineV1(['orderId' => 'another'] + $parameters, $key)
                && isWindowRight($entry['params'], $key);
        case 'encryption':
            $type = $entry['encryptType'];
            $ciphertext = encryptField($entry['plaintext'], $key, $type, $entry['iv']);
            return $ciphertext === $entry['ciphertext']
                && decryptField($ciphertext, $key, $type) === $entry['plaintext'];
        default:
            return false;
    }
}

/** @param array<string, string> $parameters */
function isWindowRight(array $parameters, string $key): bool
{
    $sent = ['timeStamp' => '20260301080000123'] + $parameters;
    $sent['authToken'] = authToken($sent, $key);
    $sentMs = gmmktime(8, 0, 0, 3, 1, 2026) * 1000 + 123;
    return refusalOfV1($sent, $key, $sentMs + WINDOW_MS) === null
        && refusalOfV1($sent, $key, $sentMs - WINDOW_MS) === null
        && refusalOfV1($sent, $key, $sentMs + WINDOW_MS + 1) === 'timeStamp is outside the window'
        && refusalOfV1($sent, $key, $sentMs - WINDOW_MS - 1) === 'timeStamp is outside the window'
        && refusalOfV1(['timeStamp' => '2026'] + $sent, $key, $sentMs) === 'timeStamp is malformed'
        && refusalOfV1(['orderId' => 'another'] + $sent, $key, $sentMs) === 'authToken differs';
}

/** @param array<string, string> $entry */
function isRequestRight(array $entry, string $key): bool
{
    ['body' => $body, 'timestamp' => $timestamp, 'nonce' => $nonce, 'signature' => $signature] = $entry;
    $query = ['timestamp' => $timestamp, 'nonce' => $nonce, 'signature' => strtoupper($signature)];
    $sentMs = (int) str_pad($timestamp, 13, '0');
    $isNew = static fn (): bool => true;
    $isUsed = static fn (): bool => false;
    $refusal = static fn (string $rawBody, int $nowMs, callable $remember): ?string =>
        refusalOf($rawBody, $query, $key, $remember, $nowMs);
    return requestSignature($body, $timestamp, $nonce, $key) === $signature
        && $refusal($body, $sentMs + WINDOW_MS, $isNew) === null
        && $refusal($body, $sentMs, $isUsed) === 'nonce was used before'
        && $refusal($body, $sentMs - WINDOW_MS, $isNew) === null
        && $refusal($body, $sentMs + WINDOW_MS + 1, $isNew) === 'timestamp is outside the window'
        && $refusal($body, $sentMs - WINDOW_MS - 1, $isNew) === 'timestamp is outside the window'
        && $refusal($body . ' ', $sentMs, $isNew) === 'signature differs';
}

if (PHP_SAPI === 'cli' && isset($argv[1])) {
    $file = file_get_contents($argv[1] === '-' ? 'php://stdin' : $argv[1]);
    $passed = 0;
    $failed = 0;
    foreach (json_decode((string) $file, true, 512, JSON_THROW_ON_ERROR) as $group => $entries) {
        foreach ($entries as $index => $entry) {
            if (isRight($group, $entry)) {
                $passed++;
            } else {
                $failed++;
                echo "{$group}[$index] failed\n";
            }
        }
    }
    echo "$passed passed, $failed failed\n";
    exit($failed === 0 && $passed > 0 ? 0 : 1);
}
