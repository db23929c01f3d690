import { fromBase64, toText } from './encoding';

/** How a ciphertext may be written other than documented. */
export const SPELLING_DEVIATIONS = [
  'LINE_ENDS',
  'PLUS_LOST',
  'URL_ENCODED',
  'JSON_ESCAPED',
  'QUOTED',
  'BASE64URL',
  'UNPADDED',
  'BASE64_TWICE',
] as const;
type SpellingDeviation = (typeof SPELLING_DEVIATIONS)[number];

const IV_CHARACTERS = 16;

type Spelling = { form: SpellingDeviation | null; spelled: string };

/** A text as it stands, and in each other spelling that may have become of a ciphertext on its way. */
export function listSpellings(text: string): Spelling[] {
  const found: Spelling[] = [{ form: null, spelled: text }];
  const add = (form: SpellingDeviation, spelled: string | null) => {
    if (spelled !== null && spelled !== '' && found.every((one) => one.spelled !== spelled))
      found.push({ form, spelled });
  };
  const trimmed = text.trim();
  add('LINE_ENDS', trimmed.replace(/\s|\\[rn]/g, ''));
  add('PLUS_LOST', trimmed.replaceAll(' ', '+'));
  add('URL_ENCODED', percentDecoded(trimmed));
  add('JSON_ESCAPED', unescaped(trimmed));
  add('QUOTED', /^(["'])(.*)\1$/s.exec(trimmed)?.[2] ?? null);
  const plain = trimmed.replace(/\s|\\[rn]/g, '');
  add('BASE64URL', /[-_]/.test(plain) ? padded(plain.replaceAll('-', '+').replaceAll('_', '/')) : null);
  add('UNPADDED', padded(plain));
  const whole = fromBase64(plain);
  add('BASE64_TWICE', whole && toAscii(whole));
  const behind = fromBase64(plain.slice(IV_CHARACTERS));
  const inner = behind && toAscii(behind);
  add('BASE64_TWICE', inner && plain.slice(0, IV_CHARACTERS) + inner);
  return found;
}

/** Base64 as it is behind an IV of 16 characters: 16 is a multiple of four. */
const padded = (text: string): string => {
  const bare = text.replace(/(?<!=)=+$/, '');
  return bare.padEnd(Math.ceil(bare.length / 4) * 4, '=');
};

function toAscii(bytes: Uint8Array): string | null {
  const text = toText(bytes);
  return text !== null && /^[\x21-\x7e]+$/.test(text) ? text : null;
}

const unescaped = (text: string): string =>
  text
    .replaceAll('\\/', '/')
    .replace(/\\u([0-9A-Fa-f]{4})/g, (_, digits) => String.fromCharCode(Number.parseInt(digits, 16)));

function percentDecoded(text: string): string | null {
  if (!/%[0-9A-Fa-f]{2}/.test(text)) return null;
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
