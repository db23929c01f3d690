/** The engines whose grammar and messages are known. */
export type Dialect = 'mysql' | 'postgresql' | 'sqlite' | 'mssql' | 'oracle' | 'h2';
/** `invalid`: what starts no token, or a quotation mark that is never closed; nothing is read behind it. */
export type Token = {
  kind: 'string' | 'name' | 'number' | 'sign' | 'invalid' | 'end';
  text: string;
  at: number;
};

const SIGNS = /^(?:\|\||<>|!=|<=|>=|[=<>+\-*/%(),;])/;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0' };

/** The tokens of a statement, with one of kind `end` behind them. */
export function tokenizeSql(dialect: Dialect, sql: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (let at = 0; at < sql.length; ) {
    const rest = sql.slice(at);
    const skipped = blankLength(dialect, rest);
    const token = skipped > 0 ? null : (plainToken(rest, at) ?? quotedToken(dialect, sql, at));
    const last = tokens.at(-1);
    if (token && last && isContinuation(dialect, last, token.token, sql.slice(end, at)))
      tokens.splice(-1, 1, { ...last, text: last.text + token.token.text });
    else if (token) tokens.push(token.token);
    at += skipped || (token?.length ?? 0);
    if (token) end = at;
    if (token?.token.kind === 'invalid') break;
  }
  return [...tokens, { kind: 'end', text: '', at: sql.length }];
}

/** Strings that stand side by side are one: in MySQL always, in the standard where a new line is between them. */
const isContinuation = (dialect: Dialect, last: Token, next: Token, between: string): boolean =>
  last.kind === 'string' &&
  next.kind === 'string' &&
  (dialect === 'mysql' || (dialect === 'postgresql' && between.includes('\n')));

const blankLength = (dialect: Dialect, rest: string): number =>
  (/^(?:\s+|--[^\n]*|\/\*[\s\S]*?\*\/)/.exec(rest) ??
    (dialect === 'mysql' ? /^#[^\n]*/.exec(rest) : null))?.[0].length ?? 0;

type Read = { token: Token; length: number };

function plainToken(rest: string, at: number): Read | null {
  const text = (/^[A-Za-z_]\w*/.exec(rest) ?? /^\d+(?:\.\d+)?/.exec(rest) ?? SIGNS.exec(rest))?.[0];
  if (text === undefined) return null;
  const kind = /^[A-Za-z_]/.test(text) ? 'name' : /^\d/.test(text) ? 'number' : 'sign';
  return { token: { kind, text, at }, length: text.length };
}

function quotedToken(dialect: Dialect, sql: string, start: number): Read {
  const invalid: Read = { token: { kind: 'invalid', text: '', at: start }, length: 1 };
  const quote = sql[start] ?? '';
  if (quote !== "'" && quote !== '"' && !(quote === '`' && dialect === 'mysql')) return invalid;
  let text = '';
  for (let at = start + 1; at < sql.length; at++) {
    const char = sql[at] ?? '';
    if (char === '\\' && dialect === 'mysql' && quote !== '`') {
      const escaped = sql[++at] ?? '';
      text += ESCAPES[escaped] ?? escaped;
    } else if (char !== quote) text += char;
    else if (sql[at + 1] === quote) text += sql[at++];
    else {
      const isString = quote === "'" || (quote === '"' && dialect === 'mysql');
      return { token: { kind: isString ? 'string' : 'name', text, at: start }, length: at + 1 - start };
    }
  }
  return invalid;
}
