import type { NumberWriter } from './json-numbers';
import { type StringStyle, writeString } from './json-strings';
import { type Arrange, type JsonStyle, type JsonText, rearranged } from './json-text';

/** A serialiser as data. What is absent stays as it was written. */
export type JsonWriter = {
  arrange?: Arrange;
  /** What became of single values: what is neither a list nor an object. */
  values?: ValueWriter;
  strings?: StringStyle;
  numbers?: NumberWriter;
  style?: JsonStyle;
  /** PHP, where an object was read into an array: `{}` becomes `[]`. */
  isEmptyObjectList?: boolean;
  /** Written behind the last bracket. */
  end?: string;
};

/** One value as JSON wrote it, as the seller's program had it afterwards; the token itself where it stays. */
export type ValueWriter = (token: string) => string;

type Tokens = readonly string[];
type Spelling = StringStyle | NumberWriter | ValueWriter;
/** Where strings and numbers are in a list of tokens, and the spellings that it was given: each is made once. */
type Spelt = {
  strings: readonly number[];
  numbers: readonly number[];
  values: readonly number[];
  made: Map<Spelling, Tokens>;
};
const known = new WeakMap<Tokens, Spelt>();

const QUOTE = 0x22;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
const SIGNS = [...'{}[],:'].map((sign) => sign.charCodeAt(0));

function spellTokens(tokens: Tokens): Spelt {
  const found = known.get(tokens);
  if (found) return found;
  const strings: number[] = [];
  const numbers: number[] = [];
  const values: number[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const first = tokens[at]?.charCodeAt(0) ?? 0;
    if (first === QUOTE) strings.push(at);
    else if (first === MINUS || (first >= ZERO && first <= NINE)) numbers.push(at);
    if (tokens[at + 1] !== ':' && !SIGNS.includes(first)) values.push(at);
  }
  const made = { strings, numbers, values, made: new Map<Spelling, Tokens>() };
  known.set(tokens, made);
  return made;
}

/** The tokens with those at `places` spelt in another way, each text of them once. */
function respelt(tokens: Tokens, places: readonly number[], spell: (token: string) => string): Tokens {
  const written = new Map<string, string>();
  let copy: string[] | null = null;
  for (const at of places) {
    const token = tokens[at] ?? '';
    const found = written.get(token) ?? spell(token);
    written.set(token, found);
    if (found === token) continue;
    copy ??= tokens.slice();
    copy[at] = found;
  }
  return copy ?? tokens;
}

function withStrings(tokens: Tokens, style: StringStyle): Tokens {
  const { strings, made } = spellTokens(tokens);
  const found = made.get(style) ?? respelt(tokens, strings, (token) => stringToken(token, style));
  made.set(style, found);
  return found;
}

function stringToken(token: string, style: StringStyle): string {
  const isChanged =
    style.isSingleQuoted ||
    token.includes('\\') ||
    (style.isSlashEscaped && token.includes('/')) ||
    (style.escaped !== null && token.search(style.escaped) >= 0);
  return isChanged ? writeString(String(JSON.parse(token)), style) : token;
}

function withNumbers(tokens: Tokens, write: NumberWriter): Tokens {
  const { numbers, made } = spellTokens(tokens);
  const found = made.get(write) ?? respelt(tokens, numbers, write);
  made.set(write, found);
  return found;
}

function withValues(tokens: Tokens, write: ValueWriter): Tokens {
  const { values, made } = spellTokens(tokens);
  const found = made.get(write) ?? respelt(tokens, values, write);
  made.set(write, found);
  return found;
}

const withLists = (tokens: Tokens): Tokens =>
  tokens.map((token, at) => {
    if (token === '{' && tokens[at + 1] === '}') return '[';
    return token === '}' && tokens[at - 1] === '{' ? ']' : token;
  });

/** A JSON text as another serialiser writes what it read of it. */
export function rewrittenJson(json: JsonText, writer: JsonWriter): JsonText {
  const { arrange, values, strings, numbers, style = json.style, isEmptyObjectList, end = json.end } = writer;
  let { tokens } = arrange ? rearranged(json, arrange) : json;
  if (values) tokens = withValues(tokens, values);
  if (strings) tokens = withStrings(tokens, strings);
  if (numbers) tokens = withNumbers(tokens, numbers);
  if (isEmptyObjectList) tokens = withLists(tokens);
  return { tokens, style, end, arrangements: new Map() };
}
