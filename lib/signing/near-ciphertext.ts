import { listSpellings, SPELLING_DEVIATIONS } from './ciphertext-spellings';
import { fromBase64, fromHex, joinBytes, toBytes, toHex, toText } from './encoding';
import { deriveKey, ENCRYPT_TYPES, type EncryptType } from './encryption';
import { openSalted } from './open-salted';
import type { Bytes, Primitives } from './primitives';

/** In what a ciphertext departs from the documented one: how it is written, how its key was made, how it was encrypted. */
export const CIPHERTEXT_DEVIATIONS = [
  ...SPELLING_DEVIATIONS,
  'SEPARATED',
  'IV_INSIDE',
  'IV_BEHIND',
  'IV_HEX',
  'IV_BASE64',
  'IV_CHARACTERS',
  'IV_ABSENT',
  'HEX',
  // Derived as documented, of a previous key or of the other interface type.
  'KEY_OTHER',
  'KEY_RAW',
  'KEY_SHA256',
  'KEY_SHA1',
  'KEY_MD5',
  'KEY_HEX_OF_SHA256',
  'KEY_HEX_OF_MD5',
  'KEY_DECODED',
  'KEY_PASSPHRASE',
  'MODE_ECB',
  'MODE_ZERO_IV',
  'MODE_KEY_AS_IV',
  'PADDING_ZERO',
  'PADDING_NONE',
] as const;
export type CiphertextDeviation = (typeof CIPHERTEXT_DEVIATIONS)[number];

export type NearCiphertext = {
  plaintext: string;
  /** The algorithm that reads it, which need not be the declared one. */
  usedType: EncryptType;
  /** In the order of the list above; empty where nothing but `usedType` differs. */
  deviations: readonly CiphertextDeviation[];
};

type Deviation = CiphertextDeviation | null;
/** MD5 is not a digest of the protocol: who has it passes it. */
export type NearPrimitives = Primitives & { md5?: (bytes: Uint8Array) => Uint8Array };

const MOST_CHARACTERS = 4_096;
const BLOCK = 16;
const ZEROS = new Uint8Array(BLOCK);
const TYPES: readonly EncryptType[] = Object.values(ENCRYPT_TYPES);
const CONTROL = /[\p{Cc}\p{Cn}\p{Co}]/u;

type Parts = { form: Deviation; iv: Uint8Array | null; bytes: Uint8Array };
type Key = { form: Deviation; type: EncryptType; bytes: Uint8Array };

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
  const salted = readSalted(text, accessKeys[0] ?? '', primitives);
  if (salted) return salted;
  const parts = listParts(text);
  const keys = toKeys(accessKeys, encryptType, primitives);
  for (const key of keys) {
    for (const part of parts) {
      const found = open(part, key, primitives);
      // A block of padding alone can be the end of any text of whole blocks.
      if (!found || (found.plaintext === '' && part.form !== null)) continue;
      const deviations = [part.form, key.form, ...found.deviations].filter((one) => one !== null);
      return { plaintext: found.plaintext, usedType: key.type, deviations };
    }
  }
  return null;
}

function readSalted(text: string, accessKey: string, primitives: NearPrimitives): NearCiphertext | null {
  for (const { form, spelled } of listSpellings(text)) {
    const plaintext = openSalted(spelled, accessKey, primitives);
    const deviations = [form, 'KEY_PASSPHRASE' as const].filter((one) => one !== null);
    if (plaintext !== null) return { plaintext, usedType: '1', deviations };
  }
  return null;
}

function toKeys(accessKeys: readonly string[], encryptType: EncryptType, primitives: NearPrimitives): Key[] {
  const types = [encryptType, ...TYPES.filter((type) => type !== encryptType)];
  const [accessKey = '', ...others] = accessKeys;
  const derived = (key: string, form: Deviation): Key[] =>
    types.map((type) => ({ form, type, bytes: deriveKey(key, type, primitives) }));
  const raw = toBytes(accessKey);
  const sha256 = primitives.hash('sha256', raw);
  const md5 = primitives.md5?.(raw);
  const decoded = fromBase64(accessKey);
  const candidates: readonly (readonly [CiphertextDeviation, Bytes | null | undefined])[] = [
    ['KEY_RAW', raw],
    ['KEY_SHA256', sha256],
    ['KEY_SHA1', primitives.hash('sha1', raw)],
    ['KEY_MD5', md5],
    ['KEY_HEX_OF_SHA256', toHex(sha256)],
    ['KEY_HEX_OF_MD5', md5 && toHex(md5)],
    ['KEY_DECODED', decoded],
  ];
  return [
    ...derived(accessKey, null),
    ...others.flatMap((key) => derived(key, 'KEY_OTHER')),
    ...candidates.flatMap(([form, bytes]) =>
      bytes ? types.map((type): Key => ({ form, type, bytes: fitted(toBytes(bytes), type) })) : [],
    ),
  ];
}

/** Cut, or filled up with zeros, as programs make a key of any text fit. */
function fitted(bytes: Uint8Array, type: EncryptType): Uint8Array {
  const key = new Uint8Array(type === '1' ? 32 : 16);
  key.set(bytes.subarray(0, key.length));
  return key;
}

/** Every way to part a text into IV and bytes; the documented one first. */
function listParts(text: string): Parts[] {
  return listSpellings(text).flatMap(({ form, spelled }) =>
    listPlaces(spelled).map((place) => ({ ...place, form: place.form ?? form })),
  );
}

function listPlaces(text: string): Parts[] {
  const places: Parts[] = [];
  const add = (form: Deviation, iv: Uint8Array | null, bytes: Uint8Array | null) => {
    if (bytes && bytes.length > 0 && bytes.length % BLOCK === 0) places.push({ form, iv, bytes });
  };
  const split = (form: Deviation, iv: Uint8Array | null, rest: string) => {
    if (iv?.length !== BLOCK) return;
    add(form, iv, fromBase64(rest));
    add('HEX', iv, fromHex(rest));
  };
  const start = text.slice(0, BLOCK);
  split(/^[0-9A-Za-z]{16}$/.test(start) ? null : 'IV_CHARACTERS', toBytes(start), text.slice(BLOCK));
  const [, front = '', back = ''] = /^([^:.,;|$]{16,64})[:.,;|$]{1,3}(.{16,})$/s.exec(text) ?? [];
  for (const [iv, rest] of [
    [front, back],
    [back, front],
  ] as const)
    for (const bytes of [iv.length === BLOCK ? toBytes(iv) : null, fromHex(iv), fromBase64(iv)])
      split('SEPARATED', bytes, rest);
  const whole = fromBase64(text);
  const hex = fromHex(text);
  for (const [form, bytes] of [
    ['IV_INSIDE', whole],
    ['HEX', hex],
  ] as const) {
    if (!bytes) continue;
    // Before the others: they would read the end of what this one reads whole.
    add(form === 'HEX' ? 'HEX' : 'IV_ABSENT', null, bytes);
    add(form, bytes.subarray(0, BLOCK), bytes.slice(BLOCK));
    add(form === 'HEX' ? 'HEX' : 'IV_BEHIND', bytes.subarray(-BLOCK), bytes.slice(0, -BLOCK));
  }
  split('IV_BEHIND', toBytes(text.slice(-BLOCK)), text.slice(0, -BLOCK));
  split('IV_HEX', fromHex(text.slice(0, 2 * BLOCK)), text.slice(2 * BLOCK));
  split('IV_BASE64', fromBase64(text.slice(0, 24)), text.slice(24));
  return places;
}

type Opened = { plaintext: string; deviations: readonly CiphertextDeviation[] };

function open({ iv, bytes }: Parts, key: Key, primitives: Primitives): Opened | null {
  const tries: readonly (readonly [Deviation, Uint8Array])[] = iv
    ? [[null, iv]]
    : [
        ['MODE_ZERO_IV', ZEROS],
        ['MODE_KEY_AS_IV', key.bytes.subarray(0, BLOCK)],
      ];
  for (const [mode, vector] of tries) {
    const found = unpadded(rawCbc(key.bytes, vector, bytes, primitives));
    if (found) return mode === null ? found : { ...found, deviations: [mode, ...found.deviations] };
  }
  const blocks: Uint8Array[] = [];
  for (let from = 0; from < bytes.length; from += BLOCK)
    blocks.push(rawCbc(key.bytes, ZEROS, bytes.slice(from, from + BLOCK), primitives));
  const found = unpadded(joinBytes(...blocks));
  return found && { ...found, deviations: ['MODE_ECB', ...found.deviations] };
}

/** CBC without padding: a block of padding is put behind, which the cipher then takes away. */
function rawCbc(key: Uint8Array, iv: Uint8Array, bytes: Uint8Array, primitives: Primitives): Uint8Array {
  const end = primitives.encryptAesCbc(key, bytes.subarray(-BLOCK), new Uint8Array(0));
  return primitives.decryptAesCbc(key, iv, joinBytes(bytes, end)) ?? new Uint8Array(0);
}

/** The text in a decrypted value; null where it is none, as under every wrong key. */
function unpadded(bytes: Uint8Array): Opened | null {
  const last = bytes.at(-1) ?? 0;
  const isPadded = last >= 1 && last <= BLOCK && bytes.subarray(-last).every((byte) => byte === last);
  const pkcs = isPadded ? readable(bytes.subarray(0, bytes.length - last)) : null;
  if (pkcs !== null) return { plaintext: pkcs, deviations: [] };
  let end = bytes.length;
  while (end > 0 && bytes.length - end < BLOCK && bytes[end - 1] === 0) end -= 1;
  const text = end === 0 ? null : readable(bytes.subarray(0, end));
  if (text === null) return null;
  return { plaintext: text, deviations: [end < bytes.length ? 'PADDING_ZERO' : 'PADDING_NONE'] };
}

function readable(bytes: Uint8Array): string | null {
  const text = toText(bytes);
  return text === null || CONTROL.test(text) ? null : text;
}
