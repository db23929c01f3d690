import type { CiphertextDeviation, Deviation } from './ciphertext-deviations';
import { fromBase64, fromHex, toBase64, toBytes, toText } from './encoding';

/** A text as IV and bytes, and in what it departs from the documented form; without an IV there is none in it. */
export type CiphertextParts = { form: Deviation; iv: Uint8Array | null; bytes: Uint8Array };

const BLOCK = 16;

/** Every way to part a text into IV and bytes; the documented one first. */
export function listCiphertextParts(text: string): CiphertextParts[] {
  return listSpellings(text).flatMap(({ form, spelled }) =>
    listPlaces(spelled).map((place) => ({ ...place, form: place.form ?? form })),
  );
}

/** A text as it is, and in each other spelling that may have become of a ciphertext on its way. */
export function listSpellings(text: string): { form: Deviation; spelled: string }[] {
  const found: { form: Deviation; spelled: string }[] = [{ form: null, spelled: text }];
  const add = (form: CiphertextDeviation, spelled: string | null) => {
    if (spelled !== null && spelled !== '' && found.every((one) => one.spelled !== spelled))
      found.push({ form, spelled });
  };
  const trimmed = text.trim();
  add('LINE_ENDS', trimmed.replace(/\s|\\[rn]/g, ''));
  add('PLUS_LOST', trimmed.replaceAll(' ', '+'));
  add('URL_ENCODED', percentDecoded(trimmed));
  add('URL_ENCODED', percentDecoded(percentDecoded(trimmed) ?? ''));
  add('HTML_ESCAPED', trimmed.replace(/&#(?:(\d{2})|x([\da-f]{2}));/gi, fromReference));
  add('JSON_ESCAPED', unescaped(trimmed));
  add('QUOTED', /^(["'])(.*)\1$/s.exec(trimmed)?.[2] ?? null);
  add('IN_JSON', readMembers(trimmed) ?? readMembers(toAscii(fromBase64(trimmed) ?? new Uint8Array()) ?? ''));
  // Marks of a program around the only long run of the alphabet.
  const runs = trimmed.match(/[A-Za-z0-9+/]{40,}={0,2}/g) ?? [];
  add('WRAPPED', runs.length === 1 && !trimmed.startsWith('{"') ? (runs[0] ?? null) : null);
  const plain = trimmed.replace(/\s|\\[rn]/g, '');
  add('BASE64URL', /[-_]/.test(plain) ? padded(plain.replaceAll('-', '+').replaceAll('_', '/')) : null);
  add('UNPADDED', padded(plain));
  const whole = fromBase64(plain);
  add('BASE64_TWICE', whole && toAscii(whole));
  const behind = fromBase64(plain.slice(BLOCK));
  const inner = behind && toAscii(behind);
  add('BASE64_TWICE', inner && plain.slice(0, BLOCK) + inner);
  return found;
}

const unescaped = (text: string): string =>
  text
    .replaceAll('\\/', '/')
    .replace(/\\u00([0-9a-f]{2})/gi, (_, hex: string) => fromReference(_, undefined, hex));

/** Base64 as it is behind an IV of 16 characters: 16 is a multiple of four. */
const padded = (text: string): string => {
  const bare = text.replace(/(?<!=)=+$/, '');
  return bare.padEnd(Math.ceil(bare.length / 4) * 4, '=');
};

function listPlaces(text: string): CiphertextParts[] {
  const places: CiphertextParts[] = [];
  const add = (form: Deviation, iv: Uint8Array | null, bytes: Uint8Array | null) => {
    // Without whole blocks it can be a stream, which always has an IV.
    if (bytes && bytes.length > 0 && (iv !== null || bytes.length % BLOCK === 0))
      places.push({ form, iv, bytes });
  };
  const split = (form: Deviation, iv: Uint8Array | null, rest: string) => {
    if (iv?.length !== BLOCK) return;
    add(form, iv, fromBase64(rest));
    add('HEX', iv, fromHex(rest));
  };
  const start = text.slice(0, BLOCK);
  split(/^[0-9A-Za-z]{16}$/.test(start) ? null : 'IV_CHARACTERS', toBytes(start), text.slice(BLOCK));
  const behind = fromBase64(text.slice(BLOCK));
  if (behind && toText(behind.slice(0, BLOCK)) === start)
    add('IV_TWICE', toBytes(start), behind.slice(BLOCK));
  const [, front = '', back = ''] = /^([^:.,;|$ -]{16,64})[:.,;|$ -]{1,3}(.{16,})$/s.exec(text) ?? [];
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

const fromReference = (_: string, decimal: string | undefined, hex: string | undefined): string =>
  String.fromCharCode(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal));

/** IV and bytes of a JSON object that libraries write, as one text of both in base64. */
function readMembers(text: string): string | null {
  if (!text.startsWith('{')) return null;
  try {
    const members = Object.entries(JSON.parse(text) as Record<string, unknown>);
    const find = (name: RegExp) =>
      members.find(([key, value]) => name.test(key) && typeof value === 'string');
    const iv = String(find(/^iv$|nonce/i)?.[1] ?? '');
    const value = find(/^(ct|value|data|ciphertext|content|encrypted\w*)$/i)?.[1];
    const bytes = [toBytes(iv), fromHex(iv), fromBase64(iv)].find((one) => one?.length === BLOCK);
    return bytes && typeof value === 'string' ? `${toBase64(bytes)}:${value}` : null;
  } catch {
    return null;
  }
}

function toAscii(bytes: Uint8Array): string | null {
  const text = toText(bytes);
  return text !== null && /^[\x21-\x7e]+$/.test(text) ? text : null;
}

function percentDecoded(text: string): string | null {
  if (!/%[0-9A-Fa-f]{2}/.test(text)) return null;
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
