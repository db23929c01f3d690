import { type PlacedToken, scanScript } from './script-state';

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

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
};

/** A text of a script as it is when it runs; octal escapes are those of ECMAScript annex B.1.2. */
export const unescapeScript = (text: string): string =>
  text.replace(
    /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|u\{([0-9a-f]{1,6})\}|([0-3][0-7]{1,2}|[4-7][0-7])|\r\n|([\s\S]))/gi,
    (_all, ...groups: (string | undefined)[]) => {
      const [x, u, point, octal, char] = groups;
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      const hex: string | undefined = x ?? u ?? point;
      if (hex === undefined) return char === undefined || char === '\n' ? '' : (ESCAPES[char] ?? char);
      const code = Number.parseInt(hex, 16);
      return code <= 0x10_ffff ? String.fromCodePoint(code) : '';
    },
  );

/** Reads a script into its words; linear in its length. */
export const scriptTokens = (code: string): ScriptToken[] => scanScript(code).tokens.flatMap(toScriptToken);

function toScriptToken({ type, value, at, ...rest }: PlacedToken): ScriptToken[] {
  switch (type) {
    case 'IdentifierName':
    case 'PrivateIdentifier':
      return [{ kind: 'name', value, at }];
    case 'NumericLiteral':
      return [{ kind: 'number', value, at }];
    case 'Punctuator':
    case 'Invalid':
      return [{ kind: 'sign', value, at }];
    case 'StringLiteral':
      return [{ kind: 'text', value: unescapeScript(value.slice(1, isClosed(rest) ? -1 : undefined)), at }];
    case 'RegularExpressionLiteral':
      return [{ kind: 'regex', value, at }];
    case 'NoSubstitutionTemplate':
    case 'TemplateHead':
      return [templatePiece(value.slice(1), at)];
    case 'TemplateMiddle':
    case 'TemplateTail':
      // The brace that ends the expression before.
      return [{ kind: 'sign', value: '}', at }, templatePiece(value.slice(1), at + 1)];
    default:
      return [];
  }
}

const isClosed = (rest: { closed?: boolean }): boolean => rest.closed !== false;

/** A piece of a template, from behind its backtick or brace. */
function templatePiece(rest: string, at: number): ScriptToken {
  const isOpen = rest.endsWith('${');
  const value = unescapeScript(isOpen ? rest.slice(0, -2) : rest.replace(/`$/, ''));
  return { kind: 'template', value, at, isOpen };
}
