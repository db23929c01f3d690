/**
 * Just enough of a database to look like a careless one: reads the WHERE clause that a concatenated statement would
 * have, and answers as MySQL does. There is no database; nothing is executed.
 */
type Token = { kind: 'text' | 'word' | 'symbol'; value: string; at: number };

export type SqlResult<Row> = { ok: true; rows: Row[] } | { ok: false; error: string };

type Row = Record<string, string | number>;

const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r', '0': '\0' };

class SyntaxFault extends Error {
  readonly at: number;
  constructor(at: number) {
    super('syntax');
    this.at = at;
  }
}

/** @throws SyntaxFault at a quote that is never closed or a character that starts no token */
function tokenize(sql: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < sql.length) {
    const rest = sql.slice(at);
    const skipped = /^(\s+|#[^\n]*|-- [^\n]*|--$|\/\*[\s\S]*?\*\/)/.exec(rest);
    if (skipped) {
      at += skipped[0].length;
      continue;
    }
    const quote = rest[0];
    if (quote === "'" || quote === '"') {
      const { value, length } = readText(rest, quote, at);
      tokens.push({ kind: 'text', value, at });
      at += length;
      continue;
    }
    const word = /^[A-Za-z0-9_]+/.exec(rest)?.[0];
    const symbol = /^(<>|!=|[=()])/.exec(rest)?.[0];
    const value = word ?? symbol;
    if (value === undefined) throw new SyntaxFault(at);
    tokens.push({ kind: word ? 'word' : 'symbol', value, at });
    at += value.length;
  }
  return tokens;
}

/** A quoted text from its opening quote: a doubled quote and a backslash stand for themselves. */
function readText(sql: string, quote: string, start: number): { value: string; length: number } {
  let value = '';
  for (let i = 1; i < sql.length; i++) {
    const char = sql[i] ?? '';
    const next = sql[i + 1] ?? '';
    if (char === '\\') {
      value += ESCAPES[next] ?? next;
      i += 1;
    } else if (char === quote && next === quote) {
      value += quote;
      i += 1;
    } else if (char === quote) {
      return { value, length: i + 1 };
    } else value += char;
  }
  throw new SyntaxFault(start);
}

/** condition := and (OR and)* · and := comparison (AND comparison)* · comparison := operand (= | <> | LIKE) operand */
class Condition {
  private index = 0;
  private readonly tokens: Token[];
  private readonly end: number;

  constructor(tokens: Token[], end: number) {
    this.tokens = tokens;
    this.end = end;
  }

  parse(): (row: Row) => boolean {
    const condition = this.either();
    if (this.index < this.tokens.length) throw this.fault();
    return condition;
  }

  private either(): (row: Row) => boolean {
    const parts = [this.both()];
    while (this.takeWord('OR')) parts.push(this.both());
    return (row) => parts.some((part) => part(row));
  }

  private both(): (row: Row) => boolean {
    const parts = [this.comparison()];
    while (this.takeWord('AND')) parts.push(this.comparison());
    return (row) => parts.every((part) => part(row));
  }

  private comparison(): (row: Row) => boolean {
    const left = this.operand();
    if (this.takeWord('LIKE')) {
      const right = this.operand();
      return (row) => isLike(left(row), right(row));
    }
    const operator = this.next();
    const right = this.operand();
    if (operator.value === '=') return (row) => left(row).toLowerCase() === right(row).toLowerCase();
    if (operator.value === '<>' || operator.value === '!=')
      return (row) => left(row).toLowerCase() !== right(row).toLowerCase();
    throw new SyntaxFault(operator.at);
  }

  private operand(): (row: Row) => string {
    const token = this.next();
    if (token.kind === 'symbol') throw new SyntaxFault(token.at);
    if (token.kind === 'text' || /^\d+$/.test(token.value)) return () => token.value;
    return (row) => String(row[token.value] ?? '');
  }

  private takeWord(word: string): boolean {
    const token = this.tokens[this.index];
    if (token?.kind !== 'word' || token.value.toUpperCase() !== word) return false;
    this.index += 1;
    return true;
  }

  private next(): Token {
    const token = this.tokens[this.index];
    if (!token) throw this.fault();
    this.index += 1;
    return token;
  }

  private fault = () => new SyntaxFault(this.tokens[this.index]?.at ?? this.end);
}

/** LIKE with `%` and `_`, whatever the case. Greedy with one way back, so that no pattern takes long. */
function isLike(text: string, pattern: string): boolean {
  const [subject, wanted] = [text.toLowerCase(), pattern.toLowerCase()];
  let [at, inPattern] = [0, 0];
  let lastAny: { at: number; inPattern: number } | null = null;
  while (at < subject.length) {
    if (wanted[inPattern] === '%') {
      lastAny = { at, inPattern: inPattern + 1 };
      inPattern += 1;
    } else if (wanted[inPattern] === '_' || wanted[inPattern] === subject[at]) {
      at += 1;
      inPattern += 1;
    } else if (lastAny) {
      lastAny.at += 1;
      at = lastAny.at;
      inPattern = lastAny.inPattern;
    } else return false;
  }
  return /^%*$/.test(wanted.slice(inPattern));
}

/**
 * The rows for which a WHERE clause holds, or MySQL's complaint about its syntax.
 * @param where everything behind `WHERE`, with the visitor's input already pasted in
 */
export function selectWhere<R extends Row>(rows: readonly R[], where: string): SqlResult<R> {
  try {
    const condition = new Condition(tokenize(where), where.length).parse();
    return { ok: true, rows: rows.filter(condition) };
  } catch (fault) {
    if (!(fault instanceof SyntaxFault)) throw fault;
    const near = where.slice(fault.at, fault.at + 80);
    return {
      ok: false,
      error:
        'You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version ' +
        `for the right syntax to use near '${near}' at line 1`,
    };
  }
}
