import { type ScriptToken, scriptTokens } from '../probing/script-tokens';

/** Thrown where a script is written in a way that is not read; caught at the statement around it. */
export class NotUnderstood extends Error {}

/** Deeper than scripts nest that are written by sense, and than the signs of an obfuscator. */
const MAX_DEPTH = 240;

/** Walks over the words of a script. */
export class TokenWalk {
  at = 0;
  private readonly tokens: readonly ScriptToken[];
  /** For every opening bracket the place behind the one that closes it. */
  private readonly ends = new Map<number, number>();
  private depth = 0;

  constructor(private readonly code: string) {
    this.tokens = scriptTokens(code);
    const open: number[] = [];
    for (const [at, { kind, value, isOpen }] of this.tokens.entries()) {
      if (kind === 'template' && isOpen) open.push(at);
      if (kind !== 'sign') continue;
      if (value === '(' || value === '[' || value === '{') open.push(at);
      if (value === ')' || value === ']' || value === '}') this.ends.set(open.pop() ?? -1, at + 1);
    }
  }

  get isAtEnd(): boolean {
    return this.at >= this.tokens.length;
  }

  token(ahead = 0): ScriptToken | undefined {
    return this.tokens[this.at + ahead];
  }

  is(value: string, ahead = 0): boolean {
    const token = this.tokens[this.at + ahead];
    return token?.value === value && (token.kind === 'sign' || token.kind === 'name');
  }

  isOneOf(values: ReadonlySet<string>): boolean {
    const token = this.tokens[this.at];
    return token !== undefined && (token.kind === 'sign' || token.kind === 'name') && values.has(token.value);
  }

  /** Goes on behind this word where it is here. */
  take(value: string): boolean {
    if (!this.is(value)) return false;
    this.at += 1;
    return true;
  }

  need(value: string): void {
    if (!this.take(value)) throw new NotUnderstood(value);
  }

  /** Whether the bracket here is closed in front of this word. */
  isClosedBefore(value: string): boolean {
    const end = this.ends.get(this.at);
    return end !== undefined && this.tokens[end]?.kind === 'sign' && this.tokens[end]?.value === value;
  }

  /** Goes behind the bracket that closes the one here. */
  skipBracket(): void {
    this.at = this.ends.get(this.at) ?? this.tokens.length;
  }

  /** Whether a line ends in front of the word here. */
  get isOnNewLine(): boolean {
    const [before, here] = [this.tokens[this.at - 1], this.tokens[this.at]];
    return before !== undefined && here !== undefined && /[\n\r]/.test(this.code.slice(before.at, here.at));
  }

  /** From a place to the end of its statement, brackets as a whole. */
  skipStatement(from: number): void {
    this.at = from;
    while (!this.isAtEnd && !this.is('}')) {
      if (this.take(';')) return;
      if (this.ends.has(this.at)) this.skipBracket();
      else this.at += 1;
    }
  }

  /** Reads something that is inside of something. */
  nested<T>(read: () => T): T {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) {
      this.depth -= 1;
      throw new NotUnderstood('depth');
    }
    try {
      return read();
    } finally {
      this.depth -= 1;
    }
  }
}
