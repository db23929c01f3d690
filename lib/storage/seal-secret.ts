import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from 'jose';

/** The first key seals, all of them open; `id` travels with each ciphertext, `key` is 32 bytes. */
export type EncryptionKeys = readonly { id: string; key: Uint8Array }[];

/** UNKNOWN_KEY: its key is no longer configured. TAMPERED: changed, or never sealed by us. WRONG_CONTEXT: it belongs to another row. */
export type SecretFailure = 'UNKNOWN_KEY' | 'TAMPERED' | 'WRONG_CONTEXT';
export type OpenedSecret = { ok: true; value: string } | { ok: false; reason: SecretFailure };
export type ResealedSecret =
  | { ok: true; sealed: string; isChanged: boolean }
  | { ok: false; reason: SecretFailure };

const ALGORITHMS = { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] };

/**
 * Encrypts a secret for one place: a compact JWE (RFC 7516; `dir`, A256GCM) whose protected header names the key and
 * the context. The header is authenticated, so that a ciphertext copied to another row does not open there.
 * @param context the place, as `login-profile:<websiteId>`
 */
export function sealSecret(value: string, context: string, keys: EncryptionKeys): Promise<string> {
  const [current] = keys;
  if (!current) throw new TypeError('no encryption key');
  return new CompactEncrypt(new TextEncoder().encode(value))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: current.id, ctx: context })
    .encrypt(current.key);
}

/** Decrypts what `sealSecret` made for the same context; a failure says why and never holds a part of the secret. */
export async function openSecret(
  sealed: string,
  context: string,
  keys: EncryptionKeys,
): Promise<OpenedSecret> {
  const keyId = readKeyId(sealed);
  if (keyId === null) return { ok: false, reason: 'TAMPERED' };
  const known = keys.find(({ id }) => id === keyId);
  if (!known) return { ok: false, reason: 'UNKNOWN_KEY' };
  try {
    const { plaintext, protectedHeader } = await compactDecrypt(sealed, known.key, ALGORITHMS);
    if (protectedHeader.ctx !== context) return { ok: false, reason: 'WRONG_CONTEXT' };
    return { ok: true, value: new TextDecoder('utf-8', { ignoreBOM: true }).decode(plaintext) };
  } catch {
    return { ok: false, reason: 'TAMPERED' };
  }
}

/** Moves a secret to the current key after a rotation; `isChanged` tells whether there is something to store. */
export async function resealSecret(
  sealed: string,
  context: string,
  keys: EncryptionKeys,
): Promise<ResealedSecret> {
  const opened = await openSecret(sealed, context, keys);
  if (!opened.ok) return opened;
  if (isSealedWithCurrentKey(sealed, keys)) return { ok: true, sealed, isChanged: false };
  return { ok: true, sealed: await sealSecret(opened.value, context, keys), isChanged: true };
}

/** Whether a ciphertext names the key that seals today. */
export const isSealedWithCurrentKey = (sealed: string, keys: EncryptionKeys): boolean =>
  readKeyId(sealed) === keys[0]?.id;

function readKeyId(sealed: string): string | null {
  try {
    const { kid } = decodeProtectedHeader(sealed);
    return typeof kid === 'string' ? kid : null;
  } catch {
    return null;
  }
}
