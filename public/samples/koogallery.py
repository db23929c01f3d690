"""Verifies calls from KooGallery and signs answers to it. Python 3.8 or later, standard library only.

Self-test against the known answers served at /vectors/signing.json: python3 koogallery.py signing.json
The standard library has no AES: the fields of V1.0 are encrypted with the package "cryptography" where it is
installed, and the self-test checks their key derivation without it.
"""

import base64
import calendar
import hashlib
import hmac
import json
import re
import secrets
import string
import sys
import threading
import time

try:
    from cryptography.hazmat.primitives import padding
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
except ImportError:
    Cipher = None

WINDOW_MS = 60_000


def _hmac(key, message):
    return hmac.new(key.encode(), message, hashlib.sha256)


def request_signature(raw_body, timestamp, nonce, access_key):
    """V2.0: both HMACs use the access key, and the inner one is written in lower-case hexadecimal."""
    inner = _hmac(access_key, raw_body).hexdigest()
    return _hmac(access_key, (access_key + nonce + timestamp + inner).encode()).hexdigest()


def refusal_of(raw_body, query, access_key, nonces, now_ms=None):
    """Judges a V2.0 call. Returns None when it is genuine, else the reason for your log; then answer 000001.

    raw_body: the bytes as they came (Flask: request.get_data(), Django: request.body). JSON that was parsed and
    written again has other bytes.
    query: signature, timestamp and nonce, URL-decoded once.
    nonces: a Nonces, one for all calls.
    """
    now_ms = int(time.time() * 1000) if now_ms is None else now_ms
    signature, timestamp, nonce = (query.get(name) or "" for name in ("signature", "timestamp", "nonce"))
    if not (access_key and signature and timestamp and nonce):
        return "something is missing"
    # KooGallery sends milliseconds; the older guide says seconds.
    if not re.fullmatch(r"[0-9]{10}|[0-9]{13}", timestamp):
        return "timestamp is malformed"
    sent_ms = int(timestamp) * (1000 if len(timestamp) == 10 else 1)
    if abs(now_ms - sent_ms) > WINDOW_MS:
        return "timestamp is outside the window"
    expected = request_signature(raw_body, timestamp, nonce, access_key)
    # As bytes: compare_digest refuses texts with letters outside ASCII, which a forger may send.
    if not hmac.compare_digest(signature.lower().encode(), expected.encode()):
        return "signature differs"
    # Only now: whoever cannot sign must not be able to fill the memory.
    return None if nonces.add(nonce, sent_ms + WINDOW_MS, now_ms) else "nonce was used before"


class Nonces:
    """Nonces of one process. With several, share them: in Redis, SET nonce 1 NX PX 120000."""

    def __init__(self):
        self._until = {}
        self._lock = threading.Lock()

    def add(self, nonce, until_ms, now_ms):
        """False when the nonce still counts. One step under the lock, so that two calls at once cannot both pass."""
        with self._lock:
            self._until = {known: end for known, end in self._until.items() if end >= now_ms}
            if nonce in self._until:
                return False
            self._until[nonce] = until_ms
            return True


def body_sign(raw_body, access_key):
    """Value of the header Body-Sign. Sign the very bytes that you send, and write the name in exactly this case."""
    signature = base64.b64encode(_hmac(access_key, raw_body).digest()).decode()
    return f'sign_type="HMAC-SHA256", signature="{signature}"'


def auth_token(parameters, access_key):
    """V1.0: all parameters but authToken, URL-decoded once; timeStamp is in the key and in the text."""
    text = "&".join(f"{name}={parameters[name]}" for name in sorted(parameters) if name != "authToken")
    key = access_key + parameters.get("timeStamp", "")
    return base64.b64encode(_hmac(key, text.encode()).digest()).decode()


def is_genuine_v1(parameters, access_key):
    """Whether the token is right, however old it is: refusal_of_v1 looks at the time as well."""
    seen = parameters.get("authToken", "").encode()
    return access_key != "" and hmac.compare_digest(seen, auth_token(parameters, access_key).encode())


def refusal_of_v1(parameters, access_key, now_ms=None):
    """Judges a V1.0 call. Returns None when it is genuine, else the reason for your log; then answer 000001.

    V1.0 documents no time window. That of V2.0 keeps a call that somebody found in a log from being good for ever.
    parameters: the whole query, URL-decoded once.
    """
    now_ms = int(time.time() * 1000) if now_ms is None else now_ms
    time_stamp = parameters.get("timeStamp") or ""
    if not (access_key and time_stamp and parameters.get("authToken")):
        return "something is missing"
    # yyyyMMddHHmmss or yyyyMMddHHmmssSSS in UTC.
    if not re.fullmatch(r"[0-9]{14}(?:[0-9]{3})?", time_stamp):
        return "timeStamp is malformed"
    try:
        seconds = calendar.timegm(time.strptime(time_stamp[:14], "%Y%m%d%H%M%S"))
    except ValueError:
        return "timeStamp is malformed"
    if abs(now_ms - seconds * 1000 - int(time_stamp[14:] or 0)) > WINDOW_MS:
        return "timeStamp is outside the window"
    return None if is_genuine_v1(parameters, access_key) else "authToken differs"


def aes_key(access_key, encrypt_type):
    """What Java's KeyGenerator makes of a SHA1PRNG seeded with the access key; Java adds signed bytes."""
    signed = lambda byte: byte - 256 if byte > 127 else byte
    state = bytearray(hashlib.sha1(access_key.encode()).digest())
    output = b""
    for _ in range(2):
        block = hashlib.sha1(state).digest()
        output += block
        carry = 1
        for at in range(20):
            total = signed(state[at]) + signed(block[at]) + carry
            state[at] = total & 0xFF
            carry = total >> 8
    return output[: 32 if encrypt_type == "1" else 16]


def _cipher(access_key, encrypt_type, iv):
    return Cipher(algorithms.AES(aes_key(access_key, encrypt_type)), modes.CBC(iv.encode()))


def encrypt_field(plaintext, access_key, encrypt_type, iv=None):
    """encrypt_type "1" is AES-256, "2" AES-128. userName and password: at most 79 bytes of UTF-8 fit into 128 characters."""
    iv = iv or "".join(secrets.choice(string.ascii_letters + string.digits) for _ in range(16))
    padder, encryptor = padding.PKCS7(128).padder(), _cipher(access_key, encrypt_type, iv).encryptor()
    padded = padder.update(plaintext.encode()) + padder.finalize()
    return iv + base64.b64encode(encryptor.update(padded) + encryptor.finalize()).decode()


def decrypt_field(ciphertext, access_key, encrypt_type):
    """Raises ValueError when key, type or text do not belong together."""
    decryptor = _cipher(access_key, encrypt_type, ciphertext[:16]).decryptor()
    padded = decryptor.update(base64.b64decode(ciphertext[16:])) + decryptor.finalize()
    unpadder = padding.PKCS7(128).unpadder()
    return (unpadder.update(padded) + unpadder.finalize()).decode()


def _check_request(entry):
    key, body = entry["accessKey"], entry["body"].encode()
    timestamp, nonce, signature = entry["timestamp"], entry["nonce"], entry["signature"]
    query = {"timestamp": timestamp, "nonce": nonce, "signature": signature.upper()}
    sent_ms = int(timestamp.ljust(13, "0"))
    nonces = Nonces()
    refusal = lambda raw_body, now_ms, seen=None: refusal_of(raw_body, query, key, seen or Nonces(), now_ms)
    return (
        request_signature(body, timestamp, nonce, key) == signature
        and refusal(body, sent_ms + WINDOW_MS, nonces) is None
        and refusal(body, sent_ms, nonces) == "nonce was used before"
        and refusal(body, sent_ms - WINDOW_MS) is None
        and refusal(body, sent_ms + WINDOW_MS + 1) == "timestamp is outside the window"
        and refusal(body, sent_ms - WINDOW_MS - 1) == "timestamp is outside the window"
        and refusal(body + b" ", sent_ms) == "signature differs"
    )


def _check_auth_token(entry):
    parameters = {**entry["params"], "authToken": entry["authToken"]}
    altered = {**parameters, "orderId": "another"}
    key = entry["accessKey"]
    sent = {**entry["params"], "timeStamp": "20260301080000123"}
    sent["authToken"] = auth_token(sent, key)
    sent_ms = 1_772_352_000_123
    refusal = lambda now_ms, **changes: refusal_of_v1({**sent, **changes}, key, now_ms)
    return (
        is_genuine_v1(parameters, key)
        and not is_genuine_v1(altered, key)
        and refusal(sent_ms + WINDOW_MS) is None
        and refusal(sent_ms - WINDOW_MS) is None
        and refusal(sent_ms + WINDOW_MS + 1) == "timeStamp is outside the window"
        and refusal(sent_ms - WINDOW_MS - 1) == "timeStamp is outside the window"
        and refusal(sent_ms, timeStamp="2026") == "timeStamp is malformed"
        and refusal(sent_ms, orderId="another") == "authToken differs"
    )


def _check_encryption(entry):
    key, kind = entry["accessKey"], entry["encryptType"]
    if aes_key(key, kind).hex() != entry["aesKeyHex"]:
        return False
    if Cipher is None:
        return True
    ciphertext = encrypt_field(entry["plaintext"], key, kind, entry["iv"])
    return ciphertext == entry["ciphertext"] and decrypt_field(ciphertext, key, kind) == entry["plaintext"]


_CHECKS = {
    "requestSignature": _check_request,
    "bodySign": lambda entry: body_sign(entry["body"].encode(), entry["accessKey"]) == entry["header"],
    "authToken": _check_auth_token,
    "encryption": _check_encryption,
}


def _self_test(path):
    with open(0 if path == "-" else path, encoding="utf-8") as file:
        groups = json.load(file)
    passed = failed = 0
    for group, entries in groups.items():
        for index, entry in enumerate(entries):
            if group in _CHECKS and _CHECKS[group](entry):
                passed += 1
            else:
                failed += 1
                print(f"{group}[{index}] failed")
    if Cipher is None:
        print("package cryptography is not installed: of encryption, only the key derivation was checked")
    print(f"{passed} passed, {failed} failed")
    return 0 if passed and not failed else 1


if __name__ == "__main__" and len(sys.argv) > 1:
    sys.exit(_self_test(sys.argv[1]))
