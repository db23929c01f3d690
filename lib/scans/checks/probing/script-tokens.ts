import { scanScript } from './script-state';

/** A word, a sign or a text of a script; comments and blanks are left out. */
export type ScriptToken = {
  kind: 'name' | 'sign' | 'number' | 'text' | 'template' | 'regex';
  /** A name or sign as written; a text or a piece of a template without its quotes, its escapes resolved. */
  value: string;
  /** Where it begins in the script. */
  at: number;
  /** For a piece of a template: whether an expression follows. */
  isOpen?: boolean;
};

const NAME = /[\p{ID_Start}$_][\p{ID_Continue}$]*/uy;
const NUMBER = /\d[\w.]{0,40}/y;
/** Signs of several characters that must not be read as an assignment; the others are read one by one. */
const SIGN = /=>|===?|!==?|[<>]=|\+=|&&|\|\||\?\?|\?\.|\+\+|[^\s\w]/y;
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
};

/** A text of a script as it is when it runs. */
export const unescaped = (text: string): string =>
  text.replace(
    /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|u\{([0-9a-f]{1,6})\}|\r\n|([\s\S]))/gi,
    (_all, ...groups: (string | undefined)[]) => {
      const [x, u, point, char] = groups;
      const hex: string | undefined = x ?? u ?? point;
      if (hex === undefined) return char === undefined || char === '\n' ? '' : (ESCAPES[char] ?? char);
      const code = Number.parseInt(hex, 16);
      return code <= 0x10_ffff ? String.fromCodePoint(code) : '';
    },
  );

/** Reads a script into its words; linear in its length. */
export function scriptTokens(code: string): ScriptToken[] {
  const scan = scanScript(code);
  const tokens: ScriptToken[] = [];
  const endOf = (at: number): number => {
    const state = scan.stateAt(at);
    let end = at + 1;
    while (end < code.length && scan.stateAt(end) === state) {
      // A text that follows another directly belongs to itself: its quote closes the one before.
      const isClosed = end > at + 1 && code[end - 1] === code[at] && !isEscaped(code, end - 1, at);
      if (isClosed && (state === 'single' || state === 'double')) break;
      end += 1;
    }
    return end;
  };
  const matchAt = (pattern: RegExp, at: number): string | null => {
    pattern.lastIndex = at;
    return pattern.exec(code)?.[0] ?? null;
  };
  for (let at = 0; at < code.length; ) {
    const state = scan.stateAt(at);
    if (state !== 'code') {
      const end = endOf(at);
      if (state === 'single' || state === 'double')
        tokens.push({ kind: 'text', value: unescaped(code.slice(at + 1, end - 1)), at });
      else if (state === 'template') tokens.push(...templatePieces(code.slice(at, end), at));
      else if (state === 'regex') tokens.push({ kind: 'regex', value: code.slice(at, end), at });
      at = end;
      continue;
    }
    const name = matchAt(NAME, at);
    const number = name === null ? matchAt(NUMBER, at) : null;
    const sign = name === null && number === null ? matchAt(SIGN, at) : null;
    const value = name ?? number ?? sign;
    if (value !== null)
      tokens.push({ kind: name !== null ? 'name' : number !== null ? 'number' : 'sign', value, at });
    at += value?.length ?? 1;
  }
  return tokens;
}

function isEscaped(code: string, at: number, from: number): boolean {
  let slashes = 0;
  while (at - 1 - slashes > from && code[at - 1 - slashes] === '\\') slashes += 1;
  return slashes % 2 === 1;
}

/** A run of template text: one piece, which begins at a backtick or behind an expression and ends at one of them. */
function templatePieces(run: string, at: number): ScriptToken[] {
  const isOpen = run.endsWith('${');
  const start = run.startsWith('`') ? 1 : 0;
  const end = isOpen ? run.length - 2 : run.endsWith('`') && run.length > start ? run.length - 1 : run.length;
  return [{ kind: 'template', value: unescaped(run.slice(start, end)), at, isOpen }];
}
