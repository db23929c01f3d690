// Verifies calls from KooGallery and signs answers to it. Node.js 18 or later, no packages.
// Self-test against the known answers served at /vectors/signing.json: node koogallery.mjs signing.json

import { createCipheriv, createDecipheriv, createHash, createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const WINDOW_MS = 60_000;

const hmac = (key, message) => createHmac('sha256', key).update(message).digest();

/** Does not tell by its duration where two values differ. The length of a digest is no secret. */
function isSame(a, b) {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** V2.0: both HMACs use the access key, and the inner one is written in lower-case hexadecimal. */
export function requestSignature(rawBody, { timestamp, nonce }, accessKey) {
  const inner = hmac(accessKey, rawBody).toString('hex');
  return hmac(accessKey, accessKey + nonce + timestamp + inner).toString('hex');
}

/**
 * Judges a V2.0 call. Returns null when it is genuine, else the reason for your log; then answer resultCode 000001.
 * rawBody: the Buffer as it came. JSON that was parsed and written again has other bytes.
 * query: signature, timestamp and nonce, URL-decoded once.
 * nonces: a Map in one process. With several, share it: in Redis, SET nonce 1 NX PX 120000.
 */
export function refusalOf(rawBody, query, accessKey, nonces, nowMs = Date.now()) {
  const { signature, timestamp, nonce } = query;
  if (!accessKey || !signature || !timestamp || !nonce) return 'something is missing';
  // KooGallery sends milliseconds; the older guide says seconds.
  if (!/^(\d{10}|\d{13})$/.test(timestamp)) return 'timestamp is malformed';
  const sentMs = Number(timestamp) * (timestamp.length === 10 ? 1000 : 1);
  if (Math.abs(nowMs - sentMs) > WINDOW_MS) return 'timestamp is outside the window';
  if (!isSame(signature.toLowerCase(), requestSignature(rawBody, query, accessKey))) return 'signature differs';
  // Only now: whoever cannot sign must not be able to fill the memory.
  for (const [known, untilMs] of nonces) if (untilMs < nowMs) nonces.delete(known);
  if (nonces.has(nonce)) return 'nonce was used before';
  nonces.set(nonce, sentMs + WINDOW_MS);
  return null;
}

/** Value of the header Body-Sign. Sign the very bytes that you send, and write the name in exactly this case. */
export function bodySign(rawBody, accessKey) {
  return `sign_type="HMAC-SHA256", signature="${hmac(accessKey, rawBody).toString('base64')}"`;
}

/** V1.0: all parameters but authToken, URL-decoded once; timeStamp is in the key and in the text. */
export function authToken(parameters, accessKey) {
  const text = Object.keys(parameters)
    .filter((name) => name !== 'authToken')
    .sort()
    .map((name) => `${name}=${parameters[name]}`)
    .join('&');
  return hmac(accessKey + (parameters.timeStamp ?? ''), text).toString('base64');
}

/** Whether the token is right, however old it is: `refusalOfV1` looks at the time as well. */
export function isGenuineV1(parameters, accessKey) {
  return accessKey !== '' && isSame(parameters.authToken ?? '', authToken(parameters, accessKey));
}

/** yyyyMMddHHmmss or yyyyMMddHHmmssSSS in UTC as milliseconds; NaN for anything else. */
function instantOf(timeStamp) {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})?$/.exec(timeStamp);
  if (!parts) return Number.NaN;
  const [year, month, ...rest] = parts.slice(1).map((part) => Number(part ?? 0));
  return Date.UTC(year, month - 1, ...rest);
}

/**
 * Judges a V1.0 call. Returns null when it is genuine, else the reason for your log; then answer resultCode 000001.
 * V1.0 documents no time window. That of V2.0 keeps a call that somebody found in a log from being good for ever.
 * parameters: the whole query, URL-decoded once.
 */
export function refusalOfV1(parameters, accessKey, nowMs = Date.now()) {
  const { authToken: token, timeStamp } = parameters;
  if (!accessKey || !token || !timeStamp) return 'something is missing';
  const sentMs = instantOf(timeStamp);
  if (Number.isNaN(sentMs)) return 'timeStamp is malformed';
  if (Math.abs(nowMs - sentMs) > WINDOW_MS) return 'timeStamp is outside the window';
  return isGenuineV1(parameters, accessKey) ? null : 'authToken differs';
}

/** What Java's KeyGenerator makes of a SHA1PRNG seeded with the access key; Java adds signed bytes. */
function aesKey(accessKey, encryptType) {
  const sha1 = (bytes) => createHash('sha1').update(bytes).digest();
  const signed = (byte) => (byte << 24) >> 24;
  const state = sha1(accessKey);
  const blocks = [];
  for (let i = 0; i < 2; i++) {
    const block = sha1(state);
    blocks.push(block);
    let carry = 1;
    for (let at = 0; at < state.length; at++) {
      const sum = signed(state[at]) + signed(block[at]) + carry;
      state[at] = sum & 0xff;
      carry = sum >> 8;
    }
  }
  return Buffer.concat(blocks).subarray(0, encryptType === '1' ? 32 : 16);
}

const cipherName = (encryptType) => (encryptType === '1' ? 'aes-256-cbc' : 'aes-128-cbc');
const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const newIv = () => Array.from({ length: 16 }, () => LETTERS[randomInt(LETTERS.length)]).join('');

/** encryptType '1' is AES-256, '2' AES-128. userName and password: at most 79 bytes of UTF-8 fit into 128 characters. */
export function encryptField(plaintext, accessKey, encryptType, iv = newIv()) {
  const cipher = createCipheriv(cipherName(encryptType), aesKey(accessKey, encryptType), iv);
  return iv + cipher.update(plaintext, 'utf8', 'base64') + cipher.final('base64');
}

/** Throws when key, type or text do not belong together. */
export function decryptField(ciphertext, accessKey, encryptType) {
  const iv = ciphertext.slice(0, 16);
  const decipher = createDecipheriv(cipherName(encryptType), aesKey(accessKey, encryptType), iv);
  return decipher.update(ciphertext.slice(16), 'base64', 'utf8') + decipher.final('utf8');
}

const CHECKS = {
  requestSignature(entry) {
    const { accessKey, timestamp, nonce, signature } = entry;
    const body = Buffer.from(entry.body);
    const query = { timestamp, nonce, signature: signature.toUpperCase() };
    const sentMs = Number(timestamp.padEnd(13, '0'));
    const nonces = new Map();
    const refusal = (rawBody, nowMs, seen = new Map()) => refusalOf(rawBody, query, accessKey, seen, nowMs);
    return (
      requestSignature(body, query, accessKey) === signature &&
      refusal(body, sentMs + WINDOW_MS, nonces) === null &&
      refusal(body, sentMs, nonces) === 'nonce was used before' &&
      refusal(body, sentMs - WINDOW_MS) === null &&
      refusal(body, sentMs + WINDOW_MS + 1) === 'timestamp is outside the window' &&
      refusal(body, sentMs - WINDOW_MS - 1) === 'timestamp is outside the window' &&
      refusal(Buffer.concat([body, Buffer.from(' ')]), sentMs) === 'signature differs'
    );
  },
  bodySign: ({ accessKey, body, header }) => bodySign(Buffer.from(body), accessKey) === header,
  authToken({ accessKey, params, authToken: token }) {
    const sent = { ...params, timeStamp: '20260301080000123' };
    const sentMs = Date.UTC(2026, 2, 1, 8, 0, 0, 123);
    const refusal = (nowMs, changes = {}) =>
      refusalOfV1({ ...sent, authToken: authToken(sent, accessKey), ...changes }, accessKey, nowMs);
    return (
      isGenuineV1({ ...params, authToken: token }, accessKey) &&
      !isGenuineV1({ ...params, orderId: 'another', authToken: token }, accessKey) &&
      refusal(sentMs + WINDOW_MS) === null &&
      refusal(sentMs - WINDOW_MS) === null &&
      refusal(sentMs + WINDOW_MS + 1) === 'timeStamp is outside the window' &&
      refusal(sentMs - WINDOW_MS - 1) === 'timeStamp is outside the window' &&
      refusal(sentMs, { timeStamp: '2026' }) === 'timeStamp is malformed' &&
      refusal(sentMs, { orderId: 'another' }) === 'authToken differs'
    );
  },
  encryption: ({ accessKey, encryptType, iv, plaintext, ciphertext }) =>
    encryptField(plaintext, accessKey, encryptType, iv) === ciphertext &&
    decryptField(ciphertext, accessKey, encryptType) === plaintext,
};

function selfTest(file) {
  let passed = 0;
  let failed = 0;
  for (const [group, entries] of Object.entries(JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8')))) {
    entries.forEach((entry, index) => {
      if (CHECKS[group]?.(entry)) passed++;
      else {
        failed++;
        console.log(`${group}[${index}] failed`);
      }
    });
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}

if (process.argv[2] && import.meta.url === pathToFileURL(process.argv[1]).href) selfTest(process.argv[2]);
