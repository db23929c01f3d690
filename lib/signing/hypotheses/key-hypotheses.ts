import { fromBase64, fromHex, toBase64, toBytes, toHex } from '../encoding';
import { type Hypothesis, hypothesis, ofShort, type Rank } from './hypothesis';
import type { KeyHash } from './recipe';

/** Another text of the key itself; null where the key reads the same either way. */
const key = <const Id extends string>(id: Id, change: (accessKey: string) => string, rank: Rank = 3) =>
  hypothesis(
    id,
    'key',
    (recipe) => {
      const accessKey = change(recipe.accessKey);
      return accessKey === recipe.accessKey ? null : { ...recipe, accessKey };
    },
    rank,
  );

const decodedKey = <const Id extends string>(
  id: Id,
  decode: (accessKey: string) => Uint8Array | null,
  rank: Rank = 3,
) =>
  hypothesis(
    id,
    'key',
    (recipe) => {
      const bytes = decode(recipe.accessKey);
      return bytes && bytes.length > 0 ? { ...recipe, decodedKey: bytes } : null;
    },
    rank,
  );

/** What stands for a key that is not there, in the languages that print it as text. */
const MISSING_KEYS = ['(empty)', 'undefined', 'null', 'None', 'nil', '{}', '<nil>'];

/** What is left behind a key that was copied out of a page, a table or a configuration file. */
const BEHIND_KEY: Readonly<Record<string, string>> = {
  'U+0009': '\t',
  'U+00A0': '\u00a0',
  'U+200B': '\u200b',
  ',': ',',
  ';': ';',
  '\\n': '\\n',
};
/** What configuration files, chats and documentation put around a value. */
const AROUND_KEY = ['` `', '“ ”', '< >', '\\" \\"'];

const percentDecoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const URL_SAFE: Readonly<Record<string, string>> = { '+': '-', '/': '_', '-': '+', _: '/' };
const HTML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const KEY_HASHES: readonly (readonly [detail: string, KeyHash])[] = (
  ['md5', 'sha1', 'sha256'] as const
).flatMap((name) => [
  [`${name}, hex`, { name, form: 'hex', isEverywhere: true }] as const,
  [`HMAC: ${name}, hex`, { name, form: 'hex', isEverywhere: false }] as const,
  [`${name}, HEX`, { name, form: 'upper-hex', isEverywhere: true }] as const,
  [`HMAC: ${name}`, { name, form: 'bytes', isEverywhere: false }] as const,
]);

/** Unix milliseconds of `yyyyMMddHHmmssSSS` in UTC; null for any other text. */
function readUtcMs(text: string): number | null {
  const [, date = '', hour, minute, second, ms] = /^(\d{8})(\d\d)(\d\d)(\d\d)(\d{3})$/.exec(text) ?? [];
  const day = date.replace(/^(.{4})(..)(..)$/, '$1-$2-$3');
  const found = Date.parse(`${day}T${hour}:${minute}:${second}.${ms}Z`);
  return Number.isNaN(found) ? null : found;
}

/** How the access key was read, stored and used. */
export const KEY_HYPOTHESES = [
  key('key-trimmed', (text) => text.trim(), 2),
  key('key-newline', (text) => `${text}\n`, 2),
  key('key-crlf', (text) => `${text}\r\n`),
  key('key-carriage-return', (text) => `${text}\r`, 4),
  key('key-space-behind', (text) => `${text} `),
  key('key-space-in-front', (text) => ` ${text}`, 4),
  key('key-in-quotes', (text) => `"${text}"`),
  key('key-in-single-quotes', (text) => `'${text}'`),
  key('key-quotes-lost', (text) => text.replace(/^(["'])(.*)\1$/s, '$2')),
  ...Object.entries(BEHIND_KEY).map(([name, character]) => ({
    ...key('key-character-behind', (text) => `${text}${character}`, 4),
    detail: name,
  })),
  ...AROUND_KEY.map((marks) => ({
    ...key('key-between-marks', (text) => marks.replace(' ', () => text), 4),
    detail: marks,
  })),
  key('key-bom', (text) => `\ufeff${text}`),
  key('key-escaped', (text) => text.replace(/[\\"'$`!&/]/g, '\\$&'), 4),
  key('key-unescaped', (text) => text.replace(/\\(.)/gs, '$1'), 4),
  key('key-comment-cut', (text) => text.split('#', 1)[0]?.trimEnd() ?? '', 4),
  key('key-variable-lost', (text) => text.replace(/\$(?:\w+|\{\w*\})/g, ''), 4),
  key('key-equals-cut', (text) => text.split('=', 1)[0] ?? '', 4),
  key('key-first-cut', (text) => text.slice(1), 4),
  key('key-last-cut', (text) => text.slice(0, -1), 4),
  key('key-lower-case', (text) => text.toLowerCase()),
  key('key-upper-case', (text) => text.toUpperCase()),
  key('key-percent-encoded', encodedKey, 4),
  key('key-percent-decoded', percentDecoded, 4),
  key('key-plus-lost', (text) => text.replaceAll('+', ' '), 4),
  key('key-other-base64-alphabet', (text) => text.replace(/[+/_-]/g, (found) => URL_SAFE[found] ?? found), 4),
  key('key-html-escaped', (text) => text.replace(/[&<>"]/g, (found) => HTML[found] ?? found), 4),
  key('key-base64-encoded', (text) => toBase64(toBytes(text)), 4),
  key('key-hex-encoded', (text) => toHex(toBytes(text)), 4),
  ...MISSING_KEYS.map((name) => ({
    ...key('key-missing', () => (name === '(empty)' ? '' : name), 4),
    detail: name,
  })),
  decodedKey('key-hex-decoded', fromHex),
  decodedKey('key-base64-decoded', fromBase64),
  decodedKey('key-base64url-decoded', (text) =>
    /[-_]/.test(text) || text.length % 4 > 0
      ? fromBase64(
          text
            .replace(/[-_]/g, (found) => URL_SAFE[found] ?? found)
            .padEnd(Math.ceil(text.length / 4) * 4, '='),
        )
      : null,
  ),
  ...KEY_HASHES.map(([detail, keyHash]) => ({
    ...ofShort(hypothesis('key-hashed', 'key', (recipe) => ({ ...recipe, keyHash }), 4)),
    detail,
  })),
  hypothesis('key-without-timestamp', 'keySuffix', (recipe) =>
    recipe.message === 'parameters' && recipe.keySuffix !== '' ? { ...recipe, keySuffix: '' } : null,
  ),
  hypothesis('key-with-timestamp', 'keySuffix', (recipe, facts) => {
    const suffix = recipe.message === 'parts' ? recipe.timestamp : facts.requestTimestamp;
    return recipe.message !== 'parameters' && suffix ? { ...recipe, keySuffix: suffix } : null;
  }),
  hypothesis(
    'key-behind-timestamp',
    'keySuffix',
    (recipe, facts) => {
      const stamps = { parameters: recipe.keySuffix, parts: recipe.timestamp, body: facts.requestTimestamp };
      const stamp = stamps[recipe.message];
      return stamp ? { ...recipe, keyPrefix: stamp, keySuffix: '' } : null;
    },
    3,
  ),
  hypothesis(
    'key-joined-to-timestamp',
    'keySuffix',
    (recipe) =>
      recipe.message === 'parameters' && recipe.keySuffix !== ''
        ? { ...recipe, keySuffix: `&${recipe.keySuffix}` }
        : null,
    3,
  ),
  hypothesis(
    'key-timestamp-shortened',
    'keySuffix',
    (recipe) =>
      recipe.message === 'parameters' && /^\d{17}$/.test(recipe.keySuffix)
        ? { ...recipe, keySuffix: recipe.keySuffix.slice(0, 14) }
        : null,
    3,
  ),
  ...[0, 8].map((hours) => ({
    ...hypothesis(
      'key-timestamp-in-milliseconds',
      'keySuffix',
      (recipe) => {
        const ms = recipe.message === 'parameters' ? readUtcMs(recipe.keySuffix) : null;
        return ms === null ? null : { ...recipe, keySuffix: String(ms - hours * 3_600_000) };
      },
      4,
    ),
    detail: hours === 0 ? 'UTC' : 'UTC+8',
  })),
  hypothesis(
    'key-timestamp-only',
    'key',
    (recipe) =>
      recipe.message === 'parameters' && recipe.keySuffix !== '' ? { ...recipe, accessKey: '' } : null,
    3,
  ),
] satisfies readonly Hypothesis[];

function encodedKey(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return text;
  }
}
