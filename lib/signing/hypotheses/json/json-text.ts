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

/** What is between the tokens; `indent` (a number of spaces, or the text itself) null writes everything on one line. */
export type JsonStyle = {
  comma: string;
  colon: string;
  indent: number | string | null;
  /** Jackson: `[ 1, 2 ]` on one line, `[ ]` and `{ }` where there is nothing. */
  isListInline?: boolean;
};

export const COMPACT: JsonStyle = { comma: ',', colon: ':', indent: null };
export const SPACED: JsonStyle = { comma: ', ', colon: ': ', indent: null };

/** Deeper than any exchange of the protocol, and shallow enough for recursion and for indentation that stays short. */
const MAX_DEPTH = 16;
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** The tokens of a JSON text that is a list or an object; null for every other text. */
export const jsonTokens = (text: string): readonly string[] | null => readJsonText(text)?.tokens ?? null;

/** Null when the text is not a JSON list or object, or is nested too deeply to be worth a search. */
export function readJsonText(text: string): JsonText | null {
  try {
    JSON.parse(text); // vouches for the syntax, so that cutting need not look for errors
  } catch {
    return null;
  }
  const tokens = text.match(TOKEN) ?? [];
  if (tokens.length < 2 || deepest(tokens) > MAX_DEPTH) return null;
  return {
    tokens,
    style: recogniseStyle(text),
    end: text.slice(text.trimEnd().length),
    arrangements: new Map(),
  };
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
function recogniseStyle(text: string): JsonStyle {
  const indent = /^[{[]\n( +)/.exec(text)?.[1]?.length;
  if (indent !== undefined) return { ...SPACED, indent };
  return /^\{"(?:[^"\\]|\\.)*": /.test(text) ? SPACED : COMPACT;
}

/** The text as its style writes it. Empty lists and objects stay on one line, as every serialiser writes them. */
export function writeJsonText({ tokens, style, end }: JsonText): string {
  const { comma, colon, indent, isListInline = false } = style;
  if (comma === ',' && colon === ':' && indent === null) return tokens.join('') + end;
  const unit = typeof indent === 'number' ? ' '.repeat(indent) : indent;
  const breaks = Array.from({ length: MAX_DEPTH + 1 }, (_, depth) =>
    unit === null ? '' : `\n${unit.repeat(depth)}`,
  );
  const isOpenInline: boolean[] = [];
  let isInline = false;
  let text = '';
  let depth = 0;
  let isOpened = false;
  for (const token of tokens) {
    if (token === '}' || token === ']') {
      if (!isInline) depth--;
      if (!isOpened) text += isInline ? ' ' : (breaks[depth] ?? '');
      else if (isListInline) text += ' ';
      isInline = isOpenInline.pop() ?? false;
      isOpened = false;
      text += token;
      continue;
    }
    if (isOpened) text += isInline ? ' ' : (breaks[depth] ?? '');
    isOpened = token === '{' || token === '[';
    if (isOpened) {
      isOpenInline.push(isInline);
      isInline = isListInline && token === '[';
      if (!isInline) depth++;
      text += token;
    } else if (token === ':') text += colon;
    else if (token !== ',') text += token;
    else if (isInline) text += ', ';
    else text += unit === null ? comma : `,${breaks[depth] ?? ''}`;
  }
  return text + end;
}

/** One member of an object, in the tokens of its text: `name` with its quotes and escapes, and where its value begins. */
export type JsonTextMember = {
  name: string;
  value: string;
  valueAt: number;
  /** A list or object without anything in it. */
  isEmpty: boolean;
};

/** The members of one object in another order, fewer of them, or under other names; `depth` of the outermost is 0. */
export type Arrange = (members: readonly JsonTextMember[], depth: number) => readonly JsonTextMember[];

/** The members of the outermost object; none where the text is a list. */
export const outermostMembers = ({ tokens }: JsonText): readonly JsonTextMember[] =>
  tokens[0] === '{' ? listMembers(tokens, matchClosings(tokens), 0) : [];

/** The text with the members of every object rearranged by `arrange`. */
export function rearranged(json: JsonText, arrange: Arrange): JsonText {
  const tokens = json.arrangements.get(arrange) ?? rearrangedTokens(json.tokens, arrange);
  json.arrangements.set(arrange, tokens);
  return { ...json, tokens, arrangements: new Map() };
}

function rearrangedTokens(tokens: readonly string[], arrange: Arrange): string[] {
  const closings = matchClosings(tokens);
  const written: string[] = [];
  const write = (at: number, depth: number): void => {
    const first = tokens[at] ?? '';
    const end = closings[at] ?? at;
    written.push(first);
    if (first === '[') {
      for (let item = at + 1; item < end; item = (closings[item] ?? item) + 1) write(item, depth + 1);
    } else if (first === '{') {
      for (const { name, valueAt } of arrange(listMembers(tokens, closings, at), depth)) {
        if (written.at(-1) !== '{') written.push(',');
        written.push(name, ':');
        write(valueAt, depth + 1);
      }
    }
    if (end > at) written.push(tokens[end] ?? '');
  };
  write(0, 0);
  return written;
}

/** The text with every list and object inside the outermost one replaced by other tokens. */
export function withContainers(
  json: JsonText,
  change: (tokens: readonly string[]) => readonly string[],
): JsonText {
  const { tokens } = json;
  const closings = matchClosings(tokens);
  const written = [...tokens.slice(0, 1)];
  for (let at = 1; at < tokens.length; at++) {
    const end = closings[at];
    if (end === undefined) written.push(tokens[at] ?? '');
    else {
      written.push(...change(tokens.slice(at, end + 1)));
      at = end;
    }
  }
  return { ...json, tokens: written, arrangements: new Map() };
}

/** Where the list or object that a token opens is closed; holes for all other tokens. */
function matchClosings(tokens: readonly string[]): readonly (number | undefined)[] {
  const closings: number[] = [];
  const open: number[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === '{' || token === '[') open.push(at);
    else if (token === '}' || token === ']') closings[open.pop() ?? at] = at;
  }
  return closings;
}

function listMembers(
  tokens: readonly string[],
  closings: readonly (number | undefined)[],
  objectAt: number,
): JsonTextMember[] {
  const members: JsonTextMember[] = [];
  const end = closings[objectAt] ?? objectAt;
  for (let at = objectAt + 1; at < end; ) {
    const valueAt = at + 2;
    const closing = closings[valueAt];
    const isEmpty = closing === valueAt + 1;
    members.push({ name: tokens[at] ?? '', value: tokens[valueAt] ?? '', valueAt, isEmpty });
    at = (closing ?? valueAt) + 2; // past the comma
  }
  return members;
}
