/** Texts, numbers, lists and objects of JavaScript, as copied code has them. Everything else makes a reader stop. */
export type Literal =
  | string
  | number
  | boolean
  | null
  | readonly Literal[]
  | { readonly [name: string]: Literal };

const MOST_DEPTH = 32;
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
  '\n': '',
};
const WORDS: ReadonlyMap<string, Literal> = new Map<string, Literal>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['undefined', null],
]);

/** Reads from one place on; what cannot be read throws `Unreadable`, which only `readLiterals` sees. */
class Unreadable extends Error {}

class Reader {
  constructor(
    private readonly text: string,
    private at: number,
  ) {}

  skip(): string {
    while (/\s/.test(this.text[this.at] ?? '')) this.at++;
    return this.text[this.at] ?? '';
  }

  take(unit: string): boolean {
    if (this.skip() !== unit) return false;
    this.at++;
    return true;
  }

  value(depth = 0): Literal {
    const first = this.skip();
    if (depth > MOST_DEPTH) throw new Unreadable();
    if (first === '"' || first === "'" || first === '`') return this.quoted(first);
    if (first === '[') return this.list(depth);
    if (first === '{') return this.object(depth);
    const [word = ''] = /^[\w$.+-]{1,64}/.exec(this.text.slice(this.at, this.at + 64)) ?? [];
    this.at += word.length;
    if (word === 'JSON.stringify' && this.take('(')) {
      const written = JSON.stringify(this.value(depth + 1));
      if (!this.take(')')) throw new Unreadable();
      return written;
    }
    const known = WORDS.get(word);
    if (known !== undefined) return known;
    if (word === '' || Number.isNaN(Number(word))) throw new Unreadable();
    return Number(word);
  }

  private quoted(quote: string): string {
    let text = '';
    for (this.at++; this.text[this.at] !== quote; ) {
      const unit = this.text[this.at];
      if (unit === undefined) throw new Unreadable();
      if (quote === '`' && unit === '$' && this.text[this.at + 1] === '{') throw new Unreadable();
      if (unit === '\\') text += this.escaped();
      else {
        text += unit;
        this.at++;
      }
    }
    this.at++;
    return text;
  }

  private escaped(): string {
    const next = this.text[this.at + 1] ?? '';
    const [found, short, long] =
      /^(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4}))/.exec(this.text.slice(this.at + 1, this.at + 6)) ?? [];
    this.at += found === undefined ? 2 : 1 + found.length;
    if (found === undefined) return ESCAPES[next] ?? next;
    return String.fromCharCode(Number.parseInt(short ?? long ?? '0', 16));
  }

  private list(depth: number): Literal[] {
    const items: Literal[] = [];
    for (this.at++; !this.take(']'); ) {
      items.push(this.value(depth + 1));
      if (!this.take(',') && this.skip() !== ']') throw new Unreadable();
    }
    return items;
  }

  private object(depth: number): Literal {
    const members: [string, Literal][] = [];
    for (this.at++; !this.take('}'); ) {
      const name = this.name();
      if (!this.take(':')) throw new Unreadable();
      members.push([name, this.value(depth + 1)]);
      if (!this.take(',') && this.skip() !== '}') throw new Unreadable();
    }
    return Object.fromEntries(members);
  }

  private name(): string {
    const first = this.skip();
    if (first === '"' || first === "'") return this.quoted(first);
    const [word = ''] = /^[\w$]{1,64}/.exec(this.text.slice(this.at, this.at + 64)) ?? [];
    if (word === '') throw new Unreadable();
    this.at += word.length;
    return word;
  }
}

/** The arguments of a call from behind its bracket on, as far as they are literals; null where the first is none. */
export function readArguments(text: string, at: number): Literal[] | null {
  const reader = new Reader(text, at);
  const found: Literal[] = [];
  try {
    do found.push(reader.value());
    while (reader.take(','));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
  }
  return found.length === 0 ? null : found;
}
