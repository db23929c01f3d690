// Verifies calls from KooGallery and signs answers to it. .NET 8 or later, no packages.
// Self-test against the known answers served at /vectors/signing.json, in a console project that holds this file:
// dotnet run -- signing.json

using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

public static class KooGallery
{
    public const long WindowMs = 60_000;

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string Hex(byte[] bytes) => Convert.ToHexString(bytes).ToLowerInvariant();

    private static byte[] Hmac(string key, byte[] message) => HMACSHA256.HashData(Utf8(key), message);

    /// <summary>V2.0: both HMACs use the access key, and the inner one is written in lower-case hexadecimal.</summary>
    public static string RequestSignature(byte[] rawBody, string timestamp, string nonce, string accessKey)
    {
        string inner = Hex(Hmac(accessKey, rawBody));
        return Hex(Hmac(accessKey, Utf8(accessKey + nonce + timestamp + inner)));
    }

    /// <summary>
    /// Judges a V2.0 call. Returns null when it is genuine, else the reason for your log; then answer resultCode 000001.
    /// </summary>
    /// <param name="rawBody">The bytes as they came, read from Request.Body before any model binding: JSON that was
    /// parsed and written again has other bytes.</param>
    /// <param name="signature">Like timestamp and nonce from the query, URL-decoded once.</param>
    /// <param name="nonces">One dictionary for all calls of a process; with several, share it: in Redis,
    /// SET nonce 1 NX PX 120000.</param>
    public static string? RefusalOf(
        byte[] rawBody,
        string signature,
        string timestamp,
        string nonce,
        string accessKey,
        ConcurrentDictionary<string, long> nonces,
        long nowMs)
    {
        if (accessKey == "" || signature == "" || timestamp == "" || nonce == "") return "something is missing";
        // KooGallery sends milliseconds; the older guide says seconds.
        if (!Regex.IsMatch(timestamp, @"\A(?:[0-9]{10}|[0-9]{13})\z")) return "timestamp is malformed";
        long sentMs = long.Parse(timestamp, CultureInfo.InvariantCulture) * (timestamp.Length == 10 ? 1000 : 1);
        if (Math.Abs(nowMs - sentMs) > WindowMs) return "timestamp is outside the window";
        string expected = RequestSignature(rawBody, timestamp, nonce, accessKey);
        // FixedTimeEquals does not tell by its duration where two values differ.
        if (!CryptographicOperations.FixedTimeEquals(Utf8(signature.ToLowerInvariant()), Utf8(expected)))
            return "signature differs";
        // Only now: whoever cannot sign must not be able to fill the memory.
        foreach (KeyValuePair<string, long> known in nonces)
        {
            if (known.Value < nowMs) nonces.TryRemove(known);
        }
        return nonces.TryAdd(nonce, sentMs + WindowMs) ? null : "nonce was used before";
    }

    /// <summary>
    /// Value of the header Body-Sign. Sign the very bytes that you send, and write the name in exactly this case.
    /// </summary>
    public static string BodySign(byte[] rawBody, string accessKey) =>
        $"sign_type=\"HMAC-SHA256\", signature=\"{Convert.ToBase64String(Hmac(accessKey, rawBody))}\"";

    /// <summary>
    /// V1.0: all parameters but authToken, URL-decoded once; timeStamp is in the key and in the text.
    /// </summary>
    public static string AuthToken(IReadOnlyDictionary<string, string> parameters, string accessKey)
    {
        IEnumerable<string> pairs = parameters
            .Where(parameter => parameter.Key != "authToken")
            .OrderBy(parameter => parameter.Key, StringComparer.Ordinal)
            .Select(parameter => $"{parameter.Key}={parameter.Value}");
        string key = accessKey + parameters.GetValueOrDefault("timeStamp", "");
        return Convert.ToBase64String(Hmac(key, Utf8(string.Join("&", pairs))));
    }

    /// <summary>
    /// Whether the token is right, however old it is: RefusalOfV1 looks at the time as well.
    /// </summary>
    public static bool IsGenuineV1(IReadOnlyDictionary<string, string> parameters, string accessKey)
    {
        string seen = parameters.GetValueOrDefault("authToken", "");
        return accessKey != ""
            && CryptographicOperations.FixedTimeEquals(Utf8(seen), Utf8(AuthToken(parameters, accessKey)));
    }

    /// <summary>
    /// Judges a V1.0 call. Returns null when it is genuine, else the reason for your log; then answer resultCode 000001.
    /// V1.0 documents no time window. That of V2.0 keeps a call that somebody found in a log from being good for ever.
    /// </summary>
    /// <param name="parameters">The whole query, URL-decoded once.</param>
    public static string? RefusalOfV1(IReadOnlyDictionary<string, string> parameters, string accessKey, long nowMs)
    {
        string timeStamp = parameters.GetValueOrDefault("timeStamp", "");
        if (accessKey == "" || timeStamp == "" || parameters.GetValueOrDefault("authToken", "") == "")
            return "something is missing";
        // yyyyMMddHHmmss or yyyyMMddHHmmssSSS in UTC.
        Match parts = Regex.Match(timeStamp, @"\A([0-9]{14})([0-9]{3})?\z");
        bool isTime = DateTimeOffset.TryParseExact(
            parts.Groups[1].Value,
            "yyyyMMddHHmmss",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out DateTimeOffset sent);
        if (!isTime) return "timeStamp is malformed";
        long milliseconds = parts.Groups[2].Success ? long.Parse(parts.Groups[2].Value, CultureInfo.InvariantCulture) : 0;
        if (Math.Abs(nowMs - sent.ToUnixTimeMilliseconds() - milliseconds) > WindowMs)
            return "timeStamp is outside the window";
        return IsGenuineV1(parameters, accessKey) ? null : "authToken differs";
    }

    /// <summary>What Java's KeyGenerator makes of a SHA1PRNG seeded with the access key; Java adds signed bytes.</summary>
    private static byte[] AesKey(string accessKey, string encryptType)
    {
        byte[] state = SHA1.HashData(Utf8(accessKey));
        List<byte> output = [];
        for (int i = 0; i < 2; i++)
        {
            byte[] block = SHA1.HashData(state);
            output.AddRange(block);
            int carry = 1;
            for (int at = 0; at < state.Length; at++)
            {
                int sum = unchecked((sbyte)state[at]) + unchecked((sbyte)block[at]) + carry;
                state[at] = (byte)(sum & 0xff);
                carry = sum >> 8;
            }
        }
        return output.GetRange(0, encryptType == "1" ? 32 : 16).ToArray();
    }

    private static Aes Cipher(string accessKey, string encryptType)
    {
        Aes aes = Aes.Create();
        aes.Key = AesKey(accessKey, encryptType);
        return aes;
    }

    /// <summary>Sixteen letters and digits, new for every field.</summary>
    public static string NewIv() =>
        RandomNumberGenerator.GetString("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", 16);

    /// <summary>
    /// encryptType "1" is AES-256, "2" AES-128. userName and password: at most 79 bytes of UTF-8 fit into 128 characters.
    /// </summary>
    public static string EncryptField(string plaintext, string accessKey, string encryptType, string iv)
    {
        using Aes aes = Cipher(accessKey, encryptType);
        return iv + Convert.ToBase64String(aes.EncryptCbc(Utf8(plaintext), Utf8(iv)));
    }

    /// <summary>Throws when key, type or text do not belong together.</summary>
    public static string DecryptField(string ciphertext, string accessKey, string encryptType)
    {
        using Aes aes = Cipher(accessKey, encryptType);
        byte[] text = Convert.FromBase64String(ciphertext[16..]);
        return Encoding.UTF8.GetString(aes.DecryptCbc(text, Utf8(ciphertext[..16])));
    }

    // What follows is the self-test: leave it out of your product.

    public static int Main(string[] arguments)
    {
        using Stream file = arguments[0] == "-" ? Console.OpenStandardInput() : File.OpenRead(arguments[0]);
        using JsonDocument groups = JsonDocument.Parse(file);
        int passed = 0;
        int failed = 0;
        foreach (JsonProperty group in groups.RootElement.EnumerateObject())
        {
            int index = 0;
            foreach (JsonElement entry in group.Value.EnumerateArray())
            {
                if (IsRight(group.Name, entry)) passed++;
                else
                {
                    failed++;
                    Console.WriteLine($"{group.Name}[{index}] failed");
                }
                index++;
            }
        }
        Console.WriteLine($"{passed} passed, {failed} failed");
        return failed == 0 && passed > 0 ? 0 : 1;
    }

    private static bool IsRight(string group, JsonElement entry)
    {
        string Text(string name) => entry.GetProperty(name).GetString() ?? "";
        string key = Text("accessKey");
        switch (group)
        {
            case "requestSignature":
                return IsRequestRight(Utf8(Text("body")), Text("signature"), Text("timestamp"), Text("nonce"), key);
            case "bodySign":
                return BodySign(Utf8(Text("body")), key) == Text("header");
            case "authToken":
                Dictionary<string, string> parameters = entry.GetProperty("params").EnumerateObject()
                    .ToDictionary(parameter => parameter.Name, parameter => parameter.Value.GetString() ?? "");
                parameters["authToken"] = Text("authToken");
                bool isGenuine = IsGenuineV1(parameters, key);
                parameters["orderId"] = "another";
                return isGenuine && !IsGenuineV1(parameters, key) && IsWindowRight(parameters, key);
            case "encryption":
                string ciphertext = EncryptField(Text("plaintext"), key, Text("encryptType"), Text("iv"));
                return ciphertext == Text("ciphertext")
                    && DecryptField(ciphertext, key, Text("encryptType")) == Text("plaintext");
            default:
                return false;
        }
    }

    private static bool IsWindowRight(Dictionary<string, string> parameters, string key)
    {
        parameters["timeStamp"] = "20260301080000123";
        parameters["authToken"] = AuthToken(parameters, key);
        long sentMs = new DateTimeOffset(2026, 3, 1, 8, 0, 0, 123, TimeSpan.Zero).ToUnixTimeMilliseconds();
        bool isKept = RefusalOfV1(parameters, key, sentMs + WindowMs) is null
            && RefusalOfV1(parameters, key, sentMs - WindowMs) is null
            && RefusalOfV1(parameters, key, sentMs + WindowMs + 1) == "timeStamp is outside the window"
            && RefusalOfV1(parameters, key, sentMs - WindowMs - 1) == "timeStamp is outside the window";
        parameters["orderId"] = "one more";
        bool isCovered = RefusalOfV1(parameters, key, sentMs) == "authToken differs";
        parameters["timeStamp"] = "2026";
        return isKept && isCovered && RefusalOfV1(parameters, key, sentMs) == "timeStamp is malformed";
    }

    private static bool IsRequestRight(byte[] body, string signature, string timestamp, string nonce, string key)
    {
        long sentMs = long.Parse(timestamp.PadRight(13, '0'), CultureInfo.InvariantCulture);
        string? Refusal(byte[] rawBody, long nowMs, ConcurrentDictionary<string, long>? seen = null) =>
            RefusalOf(rawBody, signature.ToUpperInvariant(), timestamp, nonce, key, seen ?? new(), nowMs);
        ConcurrentDictionary<string, long> nonces = new();
        return RequestSignature(body, timestamp, nonce, key) == signature
            && Refusal(body, sentMs + WindowMs, nonces) is null
            && Refusal(body, sentMs, nonces) == "nonce was used before"
            && Refusal(body, sentMs - WindowMs) is null
            && Refusal(body, sentMs + WindowMs + 1) == "timestamp is outside the window"
            && Refusal(body, sentMs - WindowMs - 1) == "timestamp is outside the window"
            && Refusal([.. body, (byte)' '], sentMs) == "signature differs";
    }
}
