import { compareUnits } from '../canonical';

/**
 * A JSON text cut into its tokens, without losing how they were written: numbers and strings keep their literal text,
 * members their order and their doubles. A mistake in formatting can then be replayed without adding those of a
 * re-serialisation. A flat list, because cutting and writing it again are then a few native calls.
 */
export type JsonText = {
  tokens: readonly string[];
  style: JsonStyle;
  /** White space after the last bracket, which formatting leaves alone. */
  end: string;
  /** The tokens in other orders, made when first asked for. */
  arrangements: Map<Arrange, JsonText['tokens']>;
};

/** What stands between the tokens; `indent` null writes everything on one line. */
export type JsonStyle = { comma: string; colon: string; indent: number | null };

export const COMPACT: JsonStyle = { comma: ',', colon: ':', indent: null };
export const SPACED: JsonStyle = { comma: ', ', colon: ': ', indent: null };

/** Deeper than any exchange of the protocol, and shallow enough for recursion and for indentation that stays short. */
const MAX_DEPTH = 16;
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** Null when the text is no JSON list or object, or is nested too deeply to be worth a search. */
export function readJsonText(text: string): JsonText | null {
  try {
    JSON.parse(text); // vouches for the syntax, so that cutting need not look for errors
  } catch {
    return null;
  }
  const tokens = text.match(TOKEN) ?? [];
  if (tokens.length < 2 || deepest(tokens) > MAX_DEPTH) return null;
  return { tokens, style: styleOf(text), end: text.slice(text.trimEnd().length), arrangements: new Map() };
}

function deepest(tokens: readonly string[]): number {
  let depth = 0;
  let most = 0;
  for (const token of tokens) {
    if (token === '{' || token === '[') most = Math.max(most, ++depth);
    else if (token === '}' || token === ']') depth--;
  }
  return most;
}

/** The style that a JSON text is written in, by its beginning. */
function styleOf(text: string): JsonStyle {
  const indent = /^[{[]\n( +)/.exec(text)?.[1]?.length;
  if (indent !== undefined) return { ...SPACED, indent };
  return /^\{"(?:[^"\\]|\\.)*": /.test(text) ? SPACED : COMPACT;
}

/** The text as its style writes it. Empty lists and objects stay on one line, as every serialiser writes them. */
export function writeJsonText({ tokens, style, end }: JsonText): string {
  const { comma, colon, indent } = style;
  if (comma === ',' && colon === ':' && indent === null) return tokens.join('') + end;
  const breaks = Array.from({ length: MAX_DEPTH + 1 }, (_, depth) =>
    indent === null ? '' : `\n${' '.repeat(indent * depth)}`,
  );
  const commas = breaks.map((pause) => (indent === null ? comma : `,${pause}`));
  const parts: string[] = [];
  let depth = 0;
  let isOpened = false;
  for (const token of tokens) {
    const isClosing = token === '}' || token === ']';
    if (isClosing) depth--;
    if (isOpened !== isClosing) parts.push(breaks[depth] ?? '');
    parts.push(token === ':' ? colon : token === ',' ? (commas[depth] ?? '') : token);
    isOpened = token === '{' || token === '[';
    if (isOpened) depth++;
  }
  parts.push(end);
  return parts.join('');
}

/** One member of an object, in the tokens of its text: `name` with its quotes and escapes, and where its value begins. */
export type JsonMember = { name: string; value: string; valueAt: number };

/** A member's name without its quotes and escapes, as serialisers compare it. */
const plainName = ({ name }: JsonMember) =>
  name.includes('\\') ? String(JSON.parse(name)) : name.slice(1, -1);

export type Arrange = (members: readonly JsonMember[]) => readonly JsonMember[];
export const ascending: Arrange = (members) =>
  members.toSorted((a, b) => compareUnits(plainName(a), plainName(b)));
export const descending: Arrange = (members) =>
  members.toSorted((a, b) => compareUnits(plainName(b), plainName(a)));
export const withoutNulls: Arrange = (members) => members.filter(({ value }) => value !== 'null');

/** The text with the members of every object rearranged by `arrange`. */
export function rearranged(json: JsonText, arrange: Arrange): JsonText {
  const tokens = json.arrangements.get(arrange) ?? rearrangedTokens(json.tokens, arrange);
  json.arrangements.set(arrange, tokens);
  return { ...json, tokens, arrangements: new Map() };
}

function rearrangedTokens(tokens: readonly string[], arrange: Arrange): string[] {
  const closings = closingsOf(tokens);
  const written: string[] = [];
  const write = (at: number): void => {
    const first = tokens[at] ?? '';
    const end = closings[at] ?? at;
    written.push(first);
    if (first === '[') {
      for (let item = at + 1; item < end; item = (closings[item] ?? item) + 1) write(item);
    } else if (first === '{') {
      for (const { name, valueAt } of arrange(membersOf(tokens, closings, at))) {
        if (written.at(-1) !== '{') written.push(',');
        written.push(name, ':');
        write(valueAt);
      }
    }
    if (end > at) written.push(tokens[end] ?? '');
  };
  write(0);
  return written;
}

/** Where the list or object that a token opens is closed; holes for all other tokens. */
function closingsOf(tokens: readonly string[]): readonly (number | undefined)[] {
  const closings: number[] = [];
  const open: number[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === '{' || token === '[') open.push(at);
    else if (token === '}' || token === ']') closings[open.pop() ?? at] = at;
  }
  return closings;
}

function membersOf(
  tokens: readonly string[],
  closings: readonly (number | undefined)[],
  objectAt: number,
): JsonMember[] {
  const members: JsonMember[] = [];
  const end = closings[objectAt] ?? objectAt;
  for (let at = objectAt + 1; at < end; ) {
    const valueAt = at + 2;
    members.push({ name: tokens[at] ?? '', value: tokens[valueAt] ?? '', valueAt });
    at = (closings[valueAt] ?? valueAt) + 2; // past the comma
  }
  return members;
}
