/**
 * JSON read without losing how it was written: numbers and strings keep their literal text, members their order and
 * their doubles. A mistake in formatting can then be replayed without adding those of a re-serialisation.
 */
export type JsonTree =
  | { kind: 'literal'; text: string }
  | { kind: 'list'; items: JsonTree[] }
  | { kind: 'object'; members: JsonMember[] };
/** `name` with its quotes and escapes. */
export type JsonMember = { name: string; value: JsonTree };

/** What stands between the tokens; `indent` null writes everything on one line. */
export type JsonStyle = { comma: string; colon: string; indent: number | null };

export const COMPACT: JsonStyle = { comma: ',', colon: ':', indent: null };
export const SPACED: JsonStyle = { comma: ', ', colon: ': ', indent: null };

/** The style that a JSON text is written in, by its beginning. */
export function styleOf(text: string): JsonStyle {
  const indent = /^[{[]\n( +)/.exec(text)?.[1]?.length;
  if (indent !== undefined) return { ...SPACED, indent };
  return /^\{"(?:[^"\\]|\\.)*": /.test(text) ? SPACED : COMPACT;
}

/** Deeper than any exchange of the protocol, and shallow enough for recursion. */
const MAX_DEPTH = 64;
const SPACE = 0x20;
const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"/y;
const BARE_WORD = /[^\s,\]}]+/y;

/** The tree of a JSON text; null when the text is not JSON, or nested too deeply to be worth a search. */
export function readJsonTree(text: string): JsonTree | null {
  try {
    JSON.parse(text); // vouches for the syntax, so that the reader below need not look for errors
  } catch {
    return null;
  }
  return new Reader(text).read(0);
}

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  /** Null when nested too deeply. */
  read(depth: number): JsonTree | null {
    if (depth > MAX_DEPTH) return null;
    const first = this.peek();
    if (first === '"') return { kind: 'literal', text: this.take(STRING) };
    if (first === '[') return this.list(depth);
    if (first === '{') return this.object(depth);
    return { kind: 'literal', text: this.take(BARE_WORD) };
  }

  /** The next character that is not white space, which is then the current one. */
  private peek(): string {
    while (this.text.charCodeAt(this.at) <= SPACE) this.at++;
    return this.text.charAt(this.at);
  }

  /** What the sticky pattern matches here; the place after it is then the current one. */
  private take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }

  private list(depth: number): JsonTree | null {
    const items: JsonTree[] = [];
    this.at++;
    while (this.peek() !== ']') {
      const item = this.read(depth + 1);
      if (!item) return null;
      items.push(item);
      if (this.peek() === ',') this.at++;
    }
    this.at++;
    return { kind: 'list', items };
  }

  private object(depth: number): JsonTree | null {
    const members: JsonMember[] = [];
    this.at++;
    while (this.peek() !== '}') {
      const name = this.take(STRING);
      this.peek();
      this.at++; // the colon
      const value = this.read(depth + 1);
      if (!value) return null;
      members.push({ name, value });
      if (this.peek() === ',') this.at++;
    }
    this.at++;
    return { kind: 'object', members };
  }
}

/** The text of a tree. Empty lists and objects stay on one line, as every serialiser writes them. */
export function writeJsonTree(tree: JsonTree, style: JsonStyle, depth = 0): string {
  if (tree.kind === 'literal') return tree.text;
  const [open, close] = tree.kind === 'list' ? ['[', ']'] : ['{', '}'];
  const parts =
    tree.kind === 'list'
      ? tree.items.map((item) => writeJsonTree(item, style, depth + 1))
      : tree.members.map(
          ({ name, value }) => `${name}${style.colon}${writeJsonTree(value, style, depth + 1)}`,
        );
  if (parts.length === 0) return open + close;
  if (style.indent === null) return open + parts.join(style.comma) + close;
  const pad = ' '.repeat(style.indent);
  return `${open}\n${pad.repeat(depth + 1)}${parts.join(`,\n${pad.repeat(depth + 1)}`)}\n${pad.repeat(depth)}${close}`;
}

/** The tree with the members of every object rearranged by `arrange`. */
export function mapMembers(
  tree: JsonTree,
  arrange: (members: readonly JsonMember[]) => JsonMember[],
): JsonTree {
  if (tree.kind === 'literal') return tree;
  if (tree.kind === 'list')
    return { kind: 'list', items: tree.items.map((item) => mapMembers(item, arrange)) };
  const members = arrange(tree.members).map(({ name, value }) => ({
    name,
    value: mapMembers(value, arrange),
  }));
  return { kind: 'object', members };
}
