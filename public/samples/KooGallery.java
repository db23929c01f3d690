import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies calls from KooGallery and signs answers to it. Java 17 or later, no libraries.
 * Self-test against the known answers served at /vectors/signing.json: java KooGallery.java signing.json
 */
public final class KooGallery {
    static final long WINDOW_MS = 60_000;
    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final DateTimeFormatter TIME_STAMP = DateTimeFormatter.ofPattern("uuuuMMddHHmmssSSS");

    private KooGallery() {}

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] hmac(String key, byte[] message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(utf8(key), "HmacSHA256"));
        return mac.doFinal(message);
    }

    private static String hex(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }

    /** V2.0: both HMACs use the access key, and the inner one is written in lower-case hexadecimal. */
    public static String requestSignature(byte[] rawBody, String timestamp, String nonce, String accessKey)
            throws GeneralSecurityException {
        String inner = hex(hmac(accessKey, rawBody));
        return hex(hmac(accessKey, utf8(accessKey + nonce + timestamp + inner)));
    }

    /**
     * Judges a V2.0 call. Returns null when it is genuine, else the reason for your log; then answer resultCode 000001.
     *
     * @param rawBody the bytes as they came (HttpServletRequest.getInputStream(), or @RequestBody byte[]): JSON that
     *     was parsed and written again has other bytes
     * @param query signature, timestamp and nonce, URL-decoded once
     * @param nonces one map for all calls of a process; with several, share it: in Redis, SET nonce 1 NX PX 120000
     */
    public static String refusalOf(
            byte[] rawBody, Map<String, String> query, String accessKey, ConcurrentHashMap<String, Long> nonces, long nowMs)
            throws GeneralSecurityException {
        String signature = query.getOrDefault("signature", "");
        String timestamp = query.getOrDefault("timestamp", "");
        String nonce = query.getOrDefault("nonce", "");
        if (accessKey.isEmpty() || signature.isEmpty() || timestamp.isEmpty() || nonce.isEmpty()) return "something is missing";
        // KooGallery sends milliseconds; the older guide says seconds.
        if (!timestamp.matches("[0-9]{10}|[0-9]{13}")) return "timestamp is malformed";
        long sentMs = Long.parseLong(timestamp) * (timestamp.length() == 10 ? 1000 : 1);
        if (Math.abs(nowMs - sentMs) > WINDOW_MS) return "timestamp is outside the window";
        String expected = requestSignature(rawBody, timestamp, nonce, accessKey);
        // isEqual does not tell by its duration where two values differ.
        if (!MessageDigest.isEqual(utf8(signature.toLowerCase(Locale.ROOT)), utf8(expected))) return "signature differs";
        // Only now: whoever cannot sign must not be able to fill the memory.
        nonces.values().removeIf(untilMs -> untilMs < nowMs);
        return nonces.putIfAbsent(nonce, sentMs + WINDOW_MS) == null ? null : "nonce was used before";
    }

    /** Value of the header Body-Sign. Sign the very bytes that you send, and write the name in exactly this case. */
    public static String bodySign(byte[] rawBody, String accessKey) throws GeneralSecurityException {
        String signature = Base64.getEncoder().encodeToString(hmac(accessKey, rawBody));
        return "sign_type=\"HMAC-SHA256\", signature=\"" + signature + "\"";
    }

    /** V1.0: all parameters but authToken, URL-decoded once; timeStamp is in the key and in the text. */
    public static String authToken(Map<String, String> parameters, String accessKey) throws GeneralSecurityException {
        List<String> pairs = new ArrayList<>();
        for (Map.Entry<String, String> parameter : new TreeMap<>(parameters).entrySet()) {
            if (!parameter.getKey().equals("authToken")) pairs.add(parameter.getKey() + "=" + parameter.getValue());
        }
        byte[] text = utf8(String.join("&", pairs));
        return Base64.getEncoder().encodeToString(hmac(accessKey + parameters.getOrDefault("timeStamp", ""), text));
    }

    /** Whether the token is right, however old it is: refusalOfV1 looks at the time as well. */
    public static boolean isGenuineV1(Map<String, String> parameters, String accessKey) throws GeneralSecurityException {
        if (accessKey.isEmpty()) return false;
        String seen = parameters.getOrDefault("authToken", "");
        return MessageDigest.isEqual(utf8(seen), utf8(authToken(parameters, accessKey)));
    }

    /**
     * Judges a V1.0 call. Returns null when it is genuine, else the reason for your log; then answer resultCode 000001.
     * V1.0 documents no time window. That of V2.0 keeps a call that somebody found in a log from being good for ever.
     *
     * @param parameters the whole query, URL-decoded once
     */
    public static String refusalOfV1(Map<String, String> parameters, String accessKey, long nowMs)
            throws GeneralSecurityException {
        String timeStamp = parameters.getOrDefault("timeStamp", "");
        String token = parameters.getOrDefault("authToken", "");
        if (accessKey.isEmpty() || timeStamp.isEmpty() || token.isEmpty()) return "something is missing";
        if (!timeStamp.matches("[0-9]{14}([0-9]{3})?")) return "timeStamp is malformed";
        long sentMs;
        try {
            LocalDateTime utc = LocalDateTime.parse(timeStamp.length() == 14 ? timeStamp + "000" : timeStamp, TIME_STAMP);
            sentMs = utc.toInstant(ZoneOffset.UTC).toEpochMilli();
        } catch (DateTimeParseException invalid) {
            return "timeStamp is malformed";
        }
        if (Math.abs(nowMs - sentMs) > WINDOW_MS) return "timeStamp is outside the window";
        return isGenuineV1(parameters, accessKey) ? null : "authToken differs";
    }

    /** The provider is named: others that call themselves SHA1PRNG derive other keys. */
    private static SecretKey aesKey(String accessKey, String encryptType) throws GeneralSecurityException {
        SecureRandom seeded = SecureRandom.getInstance("SHA1PRNG", "SUN");
        seeded.setSeed(utf8(accessKey));
        KeyGenerator generator = KeyGenerator.getInstance("AES");
        generator.init(encryptType.equals("1") ? 256 : 128, seeded);
        return generator.generateKey();
    }

    private static Cipher cipher(int mode, String accessKey, String encryptType, String iv) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(mode, aesKey(accessKey, encryptType), new IvParameterSpec(utf8(iv)));
        return cipher;
    }

    /** Sixteen letters and digits, new for every field. */
    public static String newIv() {
        StringBuilder iv = new StringBuilder();
        for (int i = 0; i < 16; i++) iv.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        return iv.toString();
    }

    /** encryptType "1" is AES-256, "2" AES-128. userName and password: at most 79 bytes of UTF-8 fit into 128 characters. */
    public static String encryptField(String plaintext, String accessKey, String encryptType, String iv)
            throws GeneralSecurityException {
        byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, accessKey, encryptType, iv).doFinal(utf8(plaintext));
        return iv + Base64.getEncoder().encodeToString(encrypted);
    }

    /** Throws when key, type or text do not belong together. */
    public static String decryptField(String ciphertext, String accessKey, String encryptType) throws GeneralSecurityException {
        byte[] encrypted = Base64.getDecoder().decode(ciphertext.substring(16));
        byte[] plain = cipher(Cipher.DECRYPT_MODE, accessKey, encryptType, ciphertext.substring(0, 16)).doFinal(encrypted);
        return new String(plain, StandardCharsets.UTF_8);
    }

    // What follows is the self-test: leave it out of your product.

    public static void main(String[] arguments) throws Exception {
        byte[] file = arguments[0].equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(arguments[0]));
        Map<?, ?> groups = (Map<?, ?>) new Json(new String(file, StandardCharsets.UTF_8)).read();
        int passed = 0;
        int failed = 0;
        for (Map.Entry<?, ?> group : groups.entrySet()) {
            int index = 0;
            for (Object entry : (List<?>) group.getValue()) {
                if (isRight((String) group.getKey(), (Map<?, ?>) entry)) passed++;
                else {
                    failed++;
                    System.out.println(group.getKey() + "[" + index + "] failed");
                }
                index++;
            }
        }
        System.out.println(passed + " passed, " + failed + " failed");
        System.exit(failed == 0 && passed > 0 ? 0 : 1);
    }

    private static boolean isRight(String group, Map<?, ?> entry) throws GeneralSecurityException {
        String key = (String) entry.get("accessKey");
        switch (group) {
            case "requestSignature":
                return isRequestRight(entry, key);
            case "bodySign":
                return bodySign(utf8((String) entry.get("body")), key).equals(entry.get("header"));
            case "authToken": {
                Map<String, String> parameters = new TreeMap<>();
                ((Map<?, ?>) entry.get("params")).forEach((name, value) -> parameters.put((String) name, (String) value));
                parameters.put("authToken", (String) entry.get("authToken"));
                boolean isGenuine = isGenuineV1(parameters, key);
                parameters.put("orderId", "another");
                return isGenuine && !isGenuineV1(parameters, key) && isWindowRight(parameters, key);
            }
            case "encryption": {
                String type = (String) entry.get("encryptType");
                String ciphertext = encryptField((String) entry.get("plaintext"), key, type, (String) entry.get("iv"));
                return ciphertext.equals(entry.get("ciphertext"))
                        && decryptField(ciphertext, key, type).equals(entry.get("plaintext"));
            }
            default:
                return false;
        }
    }

    private static boolean isRequestRight(Map<?, ?> entry, String key) throws GeneralSecurityException {
        byte[] body = utf8((String) entry.get("body"));
        byte[] longer = Arrays.copyOf(body, body.length + 1);
        String timestamp = (String) entry.get("timestamp");
        String nonce = (String) entry.get("nonce");
        String signature = (String) entry.get("signature");
        Map<String, String> query =
                Map.of("timestamp", timestamp, "nonce", nonce, "signature", signature.toUpperCase(Locale.ROOT));
        long sentMs = Long.parseLong(timestamp) * (timestamp.length() == 10 ? 1000 : 1);
        ConcurrentHashMap<String, Long> nonces = new ConcurrentHashMap<>();
        return requestSignature(body, timestamp, nonce, key).equals(signature)
                && refusalOf(body, query, key, nonces, sentMs + WINDOW_MS) == null
                && "nonce was used before".equals(refusalOf(body, query, key, nonces, sentMs))
                && refusalOf(body, query, key, new ConcurrentHashMap<>(), sentMs - WINDOW_MS) == null
                && isOutside(refusalOf(body, query, key, new ConcurrentHashMap<>(), sentMs + WINDOW_MS + 1))
                && isOutside(refusalOf(body, query, key, new ConcurrentHashMap<>(), sentMs - WINDOW_MS - 1))
                && "signature differs".equals(refusalOf(longer, query, key, new ConcurrentHashMap<>(), sentMs));
    }

    private static boolean isWindowRight(Map<String, String> parameters, String key) throws GeneralSecurityException {
        Map<String, String> sent = new TreeMap<>(parameters);
        sent.put("timeStamp", "20260301080000123");
        sent.put("authToken", authToken(sent, key));
        long sentMs = Instant.parse("2026-03-01T08:00:00.123Z").toEpochMilli();
        boolean isKept = refusalOfV1(sent, key, sentMs + WINDOW_MS) == null
                && refusalOfV1(sent, key, sentMs - WINDOW_MS) == null
                && "timeStamp is outside the window".equals(refusalOfV1(sent, key, sentMs + WINDOW_MS + 1))
                && "timeStamp is outside the window".equals(refusalOfV1(sent, key, sentMs - WINDOW_MS - 1));
        sent.put("orderId", "one more");
        boolean isCovered = "authToken differs".equals(refusalOfV1(sent, key, sentMs));
        sent.put("timeStamp", "2026");
        return isKept && isCovered && "timeStamp is malformed".equals(refusalOfV1(sent, key, sentMs));
    }

    private static boolean isOutside(String refusal) {
        return "timestamp is outside the window".equals(refusal);
    }

    /** Reads the vectors: objects, lists and strings are all that they hold. Your product has a JSON library. */
    private static final class Json {
        private final String text;
        private int at = 0;

        Json(String text) {
            this.text = text;
        }

        Object read() {
            char first = next();
            if (first == '"') return string();
            boolean isList = first == '[';
            if (!isList && first != '{') throw new IllegalArgumentException("unexpected " + first + " at " + at);
            List<Object> items = new ArrayList<>();
            Map<String, Object> members = new TreeMap<>();
            for (char c = next(); c != ']' && c != '}'; c = next()) {
                if (c == ',') continue;
                at--;
                if (isList) {
                    items.add(read());
                } else {
                    String name = (String) read();
                    next(); // the colon
                    members.put(name, read());
                }
            }
            return isList ? items : members;
        }

        private char next() {
            while (Character.isWhitespace(text.charAt(at))) at++;
            return text.charAt(at++);
        }

        private String string() {
            StringBuilder value = new StringBuilder();
            for (char c = text.charAt(at++); c != '"'; c = text.charAt(at++)) value.append(c == '\\' ? escaped() : c);
            return value.toString();
        }

        private char escaped() {
            char c = text.charAt(at++);
            if (c == 'u') {
                at += 4;
                return (char) Integer.parseInt(text.substring(at - 4, at), 16);
            }
            int known = "bfnrt".indexOf(c);
            return known < 0 ? c : "\b\f\n\r\t".charAt(known);
        }
    }
}
