import { KIT_KEY_BITS } from '@/lib/core/policy';

/** What forbids a kit public key; a sentence each at `errors.connection.KIT_PUBLIC_KEY_<code>`. */
export type PublicKeyProblem = 'NOT_PEM' | 'PRIVATE' | 'NOT_RSA' | 'WEAK';

/** How a key begins that may be entered. */
export const PEM_HEAD = '-----BEGIN PUBLIC KEY-----';

/** DER of the AlgorithmIdentifier of rsaEncryption (RFC 8017): an OID and NULL. */
const RSA = '300d06092a864886f70d0101010500';
const PEM = /^-----BEGIN PUBLIC KEY-----\s([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----$/;

/**
 * Judges the key that `clientSecret` is encrypted under: one PEM block of an RSA key as SubjectPublicKeyInfo.
 * @returns null when it may be used; a private key is named, so that nobody's is ever stored
 */
export function publicKeyProblem(pem: string): PublicKeyProblem | null {
  if (/PRIVATE KEY/.test(pem)) return 'PRIVATE';
  const encoded = PEM.exec(pem.trim())?.[1]?.replace(/\s/g, '');
  const der = encoded === undefined ? null : decodeBase64(encoded);
  const info = der && value(der, 0x30);
  if (!info || info.end !== der.length) return 'NOT_PEM';
  const algorithm = element(info.content, 0x30, 0);
  const bits = algorithm && element(info.content, 0x03, algorithm.end);
  if (!algorithm || !bits) return 'NOT_PEM';
  if (toHex(info.content.subarray(0, algorithm.end)) !== RSA) return 'NOT_RSA';
  const key = value(bits.content.subarray(1), 0x30);
  const modulus = key && element(key.content, 0x02, 0);
  const exponent = modulus && element(key.content, 0x02, modulus.end);
  if (!modulus || !exponent) return 'NOT_RSA';
  return bitLength(modulus.content) < KIT_KEY_BITS || bitLength(exponent.content) < 2 ? 'WEAK' : null;
}

type Element = { content: Uint8Array; end: number };

const value = (der: Uint8Array, tag: number) => element(der, tag, 0);

/** The DER element that begins at `from`; null when it is none of this tag, or cut short. */
function element(der: Uint8Array, tag: number, from: number): Element | null {
  const first = der[from + 1];
  if (der[from] !== tag || first === undefined) return null;
  const lengthBytes = first < 0x80 ? 0 : first - 0x80;
  if (lengthBytes > 3) return null;
  const start = from + 2 + lengthBytes;
  const length =
    lengthBytes === 0 ? first : der.subarray(from + 2, start).reduce((sum, byte) => sum * 256 + byte, 0);
  const end = start + length;
  return end > der.length ? null : { content: der.subarray(start, end), end };
}

function bitLength(integer: Uint8Array): number {
  const first = integer.findIndex((byte) => byte !== 0);
  return first === -1 ? 0 : (integer.length - first) * 8 - Math.clz32(integer[first] ?? 0) + 24;
}

function decodeBase64(base64: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
