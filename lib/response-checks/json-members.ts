/** One member of an object somewhere in a JSON text. Positions count UTF-16 units of the text. */
export type JsonMember = {
  /** `info[0].appInfo.userName`, as checks name fields. */
  path: string;
  name: string;
  /** From the name's opening quote to the end of the value. */
  start: number;
  end: number;
  valueStart: number;
};

/** A response that holds more is not a response of an interface. */
const MOST_MEMBERS = 20_000;
const MOST_DEPTH = 100;
const SPACE = /[\t\n\r ]*/y;
const STRING = /"(?:[^"\\]|\\.)*"/y;
const SCALAR = /[^\s,\]}]+/y;

/**
 * Every member of a JSON text with where it is, outer ones first, to mark it in the bytes. Empty for what
 * `JSON.parse` refuses.
 */
export function jsonMembers(text: string): JsonMember[] {
  try {
    JSON.parse(text);
  } catch {
    return [];
  }
  const members: JsonMember[] = [];
  walk({ text, members }, skip(text, SPACE, 0), '', 0);
  return members;
}

/** The member at a path; of several with one name the last, which is the one that parsers keep. */
export const memberAt = (members: readonly JsonMember[], path: string): JsonMember | null =>
  members.findLast((member) => member.path === path) ?? null;

/** A text, and what was found in it so far. */
type Reading = { text: string; members: JsonMember[] };

/** Walks over the value at `at`, which is known to be valid. @returns where it ends */
function walk(reading: Reading, at: number, path: string, depth: number): number {
  const { text, members } = reading;
  const first = text[at];
  if (first === '"') return skip(text, STRING, at);
  if (first !== '{' && first !== '[') return skip(text, SCALAR, at);
  const end = first === '{' ? '}' : ']';
  let next = skip(text, SPACE, at + 1);
  for (let index = 0; text[next] !== end; index++) {
    if (next >= text.length || depth > MOST_DEPTH || members.length > MOST_MEMBERS) return text.length;
    next =
      first === '{'
        ? walkMember(reading, next, path, depth)
        : walk(reading, next, `${path}[${index}]`, depth + 1);
    next = skip(text, SPACE, next);
    if (text[next] === ',') next = skip(text, SPACE, next + 1);
  }
  return next + 1;
}

function walkMember(reading: Reading, start: number, path: string, depth: number): number {
  const { text, members } = reading;
  const nameEnd = skip(text, STRING, start);
  const name = JSON.parse(text.slice(start, nameEnd)) as string;
  const colon = skip(text, SPACE, nameEnd);
  const valueStart = skip(text, SPACE, colon + 1);
  const member = { path: path === '' ? name : `${path}.${name}`, name, start, valueStart, end: valueStart };
  members.push(member);
  member.end = walk(reading, valueStart, member.path, depth + 1);
  return member.end;
}

/** Where a match that begins at `from` ends; `from` itself where nothing matches. */
function skip(text: string, pattern: RegExp, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : from;
}
