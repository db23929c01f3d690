import { MASK } from '@/lib/http/mask-secrets';
import { maskedValue, rateSensitivity } from './sensitive-names';

/**
 * A quoted name with its colon, at any depth of quotation: `"password":`, and `\"password\":` inside a text. Where the
 * text begins does not matter, so that broken JSON is read as well as sound JSON.
 */
const QUOTED_NAME =
  /(\\{0,15})(["'])((?:[\w .$@:-]|\\{1,15}u[0-9a-fA-F]{4}){1,100}?)\\{0,15}\2\s*(?::|=>)\s*/g;
/** `password=…`, `e%6Dail=…`, `token: …`: forms, queries, log lines. */
const BARE_NAME = /(?<![\w%.-])((?:[\w.-]|%[0-9a-fA-F]{2}){2,100})[ \t]{0,8}([=:])[ \t]{0,8}/g;
/** After a colon a value may be several words. */
const BARE_VALUES = { '=': /[^\s&<>"']*/y, ':': /[^\r\n&<>"']*/y };
const XML_ELEMENT = /<([\w:.-]{1,100})((?:\s[^<>]{0,500})?>)((?:<!\[CDATA\[)?[^<]*)/g;
/** The name that the `value` behind it belongs to, as in `{"name":"password","value":"…"}`. */
const NAME_BEFORE =
  /["']name\\{0,15}["']\s{0,80}:\s{0,80}\\{0,15}["']([^"'\\]{1,100})\\{0,15}["'](?:\s|\\{1,15}[nrt]){0,80},(?:\s|\\{1,15}[nrt]){0,80}\\{0,15}$/i;
const LOOKED_BACK = 500;
/** A word of base64; some writers escape its slashes. */
const BASE64_WORD = /(?:[A-Za-z0-9+/_-]|\\\/){12,}={0,2}/g;
const HEADER_LINE = /^((?:proxy-)?authorization|(?:set-)?cookie)([ \t]*[:=][ \t]*)([^\r\n]*)/gim;

/**
 * A text in which every value under a sensitive name is masked, whatever the text is: JSON, nearly JSON, a form, a
 * query, XML, a log line. It masks too much rather than too little; spaces and order stay as they were.
 */
export function maskText(text: string): string {
  const quoted = maskQuoted(text.replace(BASE64_WORD, maskWord));
  const marked = quoted
    .replace(HEADER_LINE, (_all, name: string, sign: string, value: string) =>
      value === '' ? `${name}${sign}` : `${name}${sign}${MASK}`,
    )
    .replace(XML_ELEMENT, (all, name: string, rest: string, value: string) => {
      const sensitivity = rateSensitivity(name.split(':').at(-1) ?? name);
      return sensitivity && value.trim() !== ''
        ? `<${name}${rest}${maskedValue(value.replace('<![CDATA[', ''), sensitivity)}`
        : all;
    });
  return maskBare(marked);
}

/** Base64 of JSON that holds a secret is hidden whole. */
function maskWord(word: string): string {
  const plain = jsonFromBase64(word);
  return plain === null || maskText(plain) === plain ? word : MASK;
}

/** The text behind base64, of either alphabet, that holds JSON (`saasExtendParams`); null for anything else. */
export function jsonFromBase64(word: string): string | null {
  const value = word
    .replaceAll('\\/', '/')
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replace(/(?<!=)=+$/, '');
  if (!/^[A-Za-z0-9+/]{8,}$/.test(value) || value.length % 4 === 1) return null;
  const bytes = Uint8Array.from(atob(value), (character) => character.charCodeAt(0));
  const text = new TextDecoder().decode(bytes);
  return /^\s*[[{]/.test(text) ? text.toWellFormed().replaceAll('\0', '\ufffd') : null;
}

function maskQuoted(text: string): string {
  let result = '';
  let done = 0;
  for (const match of text.matchAll(QUOTED_NAME)) {
    const from = match.index + match[0].length;
    if (match.index < done) continue;
    const [, escapes = '', , name = ''] = match;
    const plainName = unescaped(name);
    const sensitivity = rateSensitivity(plainName === 'value' ? nameBefore(text, match.index) : plainName);
    if (!sensitivity) continue;
    const value = valueAt(text, from, escapes.length);
    result += `${text.slice(done, from)}${value.open}${maskedValue(value.text, sensitivity)}${value.close}`;
    done = value.until;
  }
  return result + text.slice(done);
}

const nameBefore = (text: string, at: number): string =>
  unescaped(NAME_BEFORE.exec(text.slice(Math.max(0, at - LOOKED_BACK), at))?.[1] ?? '');

const unescaped = (name: string): string =>
  name.replace(/\\{1,8}u([0-9a-fA-F]{4})/g, (_all, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );

type Value = { open: string; text: string; close: string; until: number };

/** The value that begins here: a quoted text, a list or an object with all it holds, or a word. */
function valueAt(text: string, from: number, escapes: number): Value {
  const quote = /\\*["']/y;
  quote.lastIndex = from;
  const open = quote.exec(text)?.[0];
  if (open !== undefined) {
    const start = from + open.length;
    const end = closingQuote(text, start, open.at(-1) ?? '"', Math.max(escapes, open.length - 1));
    return { open, text: text.slice(start, end.at), close: end.close, until: end.at + end.close.length };
  }
  const first = text[from];
  const until = first === '{' || first === '[' ? closingBracket(text, from) : wordEnd(text, from);
  const inner = text.slice(from, until);
  if (inner === '' || inner === 'null') return { open: inner, text: '', close: '', until };
  // Masked as a short text: so that what is shown is JSON still, and nothing of a number or a list is given away.
  return { open: '"', text: inner.slice(0, 1), close: '"', until };
}

/** Where a text ends: at its quote with no more escapes than it was opened with; at the end of all where it has none. */
function closingQuote(
  text: string,
  from: number,
  mark: string,
  escapes: number,
): { at: number; close: string } {
  for (let at = text.indexOf(mark, from); at >= 0; at = text.indexOf(mark, at + 1)) {
    let slashes = 0;
    while (at - slashes - 1 >= from && text[at - slashes - 1] === '\\') slashes += 1;
    const closes = escapes === 0 ? slashes % 2 === 0 : slashes <= escapes;
    if (closes) {
      const own = Math.min(slashes, escapes);
      return { at: at - own, close: text.slice(at - own, at + 1) };
    }
  }
  return { at: text.length, close: '' };
}

function closingBracket(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === '"') at = closingQuote(text, at + 1, '"', 0).at;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
}

function wordEnd(text: string, from: number): number {
  const word = /[^\s,}\]&;<]*/y;
  word.lastIndex = from;
  word.exec(text);
  return word.lastIndex;
}

function maskBare(text: string): string {
  let result = '';
  let done = 0;
  for (const match of text.matchAll(BARE_NAME)) {
    if (match.index < done) continue;
    const sensitivity = rateSensitivity(decoded(match[1] ?? ''));
    if (!sensitivity) continue;
    const from = match.index + match[0].length;
    const value = bareValueAt(text, from, match[2] === '=' ? '=' : ':');
    if (value.text === '') continue;
    result += `${text.slice(done, from)}${value.open}${maskedValue(value.text, sensitivity)}${value.close}`;
    done = value.until;
  }
  return result + text.slice(done);
}

function bareValueAt(text: string, from: number, sign: '=' | ':'): Value {
  const first = text[from];
  if (first === '"' || first === "'" || first === '\\' || first === '{' || first === '[')
    return valueAt(text, from, 0);
  const pattern = BARE_VALUES[sign];
  pattern.lastIndex = from;
  let value = (pattern.exec(text)?.[0] ?? '').trimEnd();
  // The escape of a quotation mark belongs to the mark.
  while (value.endsWith('\\')) value = value.slice(0, -1);
  return { open: '', text: value, close: '', until: from + value.length };
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
