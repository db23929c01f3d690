import type { CiphertextDeviation, Deviation } from './ciphertext-deviations';
import { fromBase64, joinBytes, toBytes, toText } from './encoding';
import type { EncryptType } from './encryption';
import { type CiphertextParts, listCiphertextParts, listSpellings } from './near-ciphertext-parts';
import { fitKey, listNearKeys, type NearKey, type NearPrimitives, toOpenSslKey } from './near-keys';
import { STREAM_MODES } from './near-modes';
import type { Primitives } from './primitives';

export type NearCiphertext = {
  plaintext: string;
  /** The algorithm that reads it, which need not be the declared one. */
  usedType: EncryptType;
  /** In the order of the list above; empty where nothing but `usedType` differs. */
  deviations: readonly CiphertextDeviation[];
};

const MOST_CHARACTERS = 4_096;
const BLOCK = 16;
const ZEROS = new Uint8Array(BLOCK);
const CONTROL = /[\p{Cc}\p{Cn}\p{Co}]/u;

/**
 * Reads a ciphertext that is none of the documented form: in another spelling, with its IV in another place, under a key
 * that was derived in another way, in another mode or padding. Each is tried alone and the spelling together with the
 * others; what is found is text, which chance does not make. Null where nothing reads it. Never throws.
 * @param accessKeys the declared one first, then others that a seller may have used
 */
export function readNearCiphertext(
  text: string,
  { accessKeys, encryptType }: { accessKeys: readonly string[]; encryptType: EncryptType },
  primitives: NearPrimitives,
): NearCiphertext | null {
  if (text.length > MOST_CHARACTERS) return null;
  const parts = listCiphertextParts(text);
  const keys = listNearKeys(accessKeys, encryptType, primitives);
  for (const key of keys) {
    for (const part of parts) {
      const found = open(part, key, accessKeys[0] ?? '', primitives);
      // A block of padding alone can be the end of any text of whole blocks.
      if (!found || (found.plaintext === '' && part.form !== null)) continue;
      const deviations = [part.form, key.form, ...found.deviations].filter((one) => one !== null);
      return { plaintext: found.plaintext, usedType: key.type, deviations };
    }
  }
  return openOfOpenSsl(text, accessKeys[0] ?? '', primitives);
}

type Opened = { plaintext: string; deviations: readonly CiphertextDeviation[] };

function open(
  parts: CiphertextParts,
  key: NearKey,
  accessKey: string,
  primitives: Primitives,
): Opened | null {
  const { iv, bytes } = parts;
  // The stream modes read any bytes; of a wrong key, a long text is no text.
  const isDocumented = key.form === null;
  if (bytes.length % BLOCK > 0)
    return iv && isDocumented ? openStream(iv, bytes, key.bytes, primitives) : null;
  const tries: readonly (readonly [Deviation, Uint8Array])[] = iv
    ? [[null, iv]]
    : [
        ['MODE_ZERO_IV', ZEROS],
        ['MODE_KEY_AS_IV', key.bytes.subarray(0, BLOCK)],
        ['MODE_ACCESS_KEY_AS_IV', fitKey(toBytes(accessKey), BLOCK)],
        ...FIXED_IVS.map((fixed) => ['MODE_FIXED_IV', fixed] as const),
      ];
  for (const [mode, vector] of tries) {
    const found = unpadded(rawCbc(key.bytes, vector, bytes, primitives), isDocumented);
    if (found) return mode === null ? found : { ...found, deviations: [mode, ...found.deviations] };
  }
  const blocks: Uint8Array[] = [];
  for (let from = 0; from < bytes.length; from += BLOCK)
    blocks.push(rawCbc(key.bytes, ZEROS, bytes.slice(from, from + BLOCK), primitives));
  const found = unpadded(joinBytes(...blocks), isDocumented);
  if (found) return { ...found, deviations: ['MODE_ECB', ...found.deviations] };
  return iv && isDocumented ? openStream(iv, bytes, key.bytes, primitives) : null;
}

/** What examples of other programs have as their IV. */
const FIXED_IVS = ['0000000000000000', '1234567890123456', '0123456789abcdef', '0102030405060708'].map(
  toBytes,
);
/** Shorter bytes can be a text by chance. */
const LEAST_STREAM = 12;

/** The modes that make a stream of a block cipher, which need no padding. */
function openStream(
  iv: Uint8Array,
  bytes: Uint8Array,
  key: Uint8Array,
  primitives: Primitives,
): Opened | null {
  if (bytes.length < LEAST_STREAM) return null;
  const encrypt = (block: Uint8Array) => primitives.encryptAesCbc(key, ZEROS, block).slice(0, BLOCK);
  const [first, ...others] = STREAM_MODES.flatMap((decrypt) => {
    const text = readable(withoutPadding(decrypt(iv, bytes, encrypt)));
    return text !== null && text.length >= LEAST_STREAM ? [text] : [];
  });
  if (first === undefined) return null;
  // Where the end differs, nobody can tell which it is.
  const same = [...first].findIndex((character, at) => others.some((other) => other[at] !== character));
  const plaintext = same < 0 ? first : `${first.slice(0, same)}…`;
  return { plaintext, deviations: ['MODE_STREAM'] };
}

/** Salt, key and IV of one derivation, as `openssl enc` and CryptoJS make them of a password. */
function openOfOpenSsl(text: string, password: string, primitives: Primitives): NearCiphertext | null {
  for (const { form, spelled } of listSpellings(text)) {
    const whole = spelled.startsWith('U2FsdGVkX1') ? fromBase64(spelled) : null;
    if (whole === null || whole.length % BLOCK > 0) continue;
    for (const digest of ['md5', 'sha256'] as const) {
      const { key, iv } = toOpenSslKey(password, whole.slice(8, BLOCK), (bytes) =>
        primitives.hash(digest, bytes),
      );
      const found = unpadded(rawCbc(key, iv, whole.slice(BLOCK), primitives), false);
      const deviations = [form, 'KEY_OPENSSL' as const].filter((one) => one !== null);
      if (found) return { plaintext: found.plaintext, usedType: '1', deviations };
    }
  }
  return null;
}

/** CBC without padding: a block of padding is put behind, which the cipher then takes away. */
function rawCbc(key: Uint8Array, iv: Uint8Array, bytes: Uint8Array, primitives: Primitives): Uint8Array {
  const end = primitives.encryptAesCbc(key, bytes.subarray(-BLOCK), new Uint8Array(0));
  return primitives.decryptAesCbc(key, iv, joinBytes(bytes, end)) ?? new Uint8Array(0);
}

/** The text in a decrypted value; null where it is none, as under every wrong key. */
function unpadded(bytes: Uint8Array, isDocumented: boolean): Opened | null {
  const bare = withoutPadding(bytes);
  const pkcs = bare.length < bytes.length ? readable(bare) : null;
  if (pkcs !== null) return { plaintext: pkcs, deviations: [] };
  const other = isDocumented ? readOtherPadding(bytes) : null;
  if (other !== null) return { plaintext: other, deviations: ['PADDING_OTHER'] };
  let end = bytes.length;
  while (end > 0 && bytes.length - end < BLOCK && bytes[end - 1] === 0) end -= 1;
  const text = end === 0 ? null : readable(bytes.subarray(0, end));
  if (text === null) return null;
  return { plaintext: text, deviations: [end < bytes.length ? 'PADDING_ZERO' : 'PADDING_NONE'] };
}

/** Without the padding of PKCS5; the bytes themselves where they have none. */
function withoutPadding(bytes: Uint8Array): Uint8Array {
  const last = bytes.at(-1) ?? 0;
  const isPadded = last >= 1 && last <= BLOCK && bytes.subarray(-last).every((byte) => byte === last);
  return isPadded ? bytes.subarray(0, bytes.length - last) : bytes;
}

/** ANSI X9.23 and ISO 10126 end in the length alone, ISO 7816-4 has one mark and zeros. */
function readOtherPadding(bytes: Uint8Array): string | null {
  const last = bytes.at(-1) ?? 0;
  const mark = bytes.lastIndexOf(0x80);
  const isMarked = mark >= bytes.length - BLOCK && bytes.subarray(mark + 1).every((byte) => byte === 0);
  const end = isMarked ? mark : last >= 1 && last <= BLOCK ? bytes.length - last : 0;
  const text = end < LEAST_STREAM ? null : readable(bytes.subarray(0, end));
  return text;
}

function readable(bytes: Uint8Array): string | null {
  const text = toText(bytes);
  return text === null || CONTROL.test(text) ? null : text;
}
