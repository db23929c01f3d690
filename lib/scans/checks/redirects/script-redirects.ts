import { scanScript } from '../probing/script-state';

const ASSIGNMENT =
  /(?<![\w$.])(?:(?:window|document|top|self|parent|globalThis)\s*\.\s*)*location(?:\s*\.\s*href)?\s*=(?!=)\s*|(?<![\w$.])(?:(?:window|document|top|self|parent|globalThis)\s*\.\s*)*location\s*\.\s*(?:replace|assign)\s*\(\s*/g;
const LITERAL = /^\s*(?:'((?:[^'\\\n]|\\[\s\S])*)'|"((?:[^"\\\n]|\\[\s\S])*)"|`((?:[^`\\$]|\\[\s\S])*)`)\s*/;
const NAME = /^\s*([A-Za-z_$][\w$]*)\s*(?![\w$(.[])/;
const EVENTS = 'click|submit|change|input|key\\w+|mouse\\w+|touch\\w+|pointer\\w+|focus|blur';
/** What a visitor has to do before such code runs: `onclick = …`, `.on('click', …)`, `.click(…)`, `confirm(…)`. */
const GESTURE = new RegExp(
  `\\bon(?:${EVENTS})\\b|['"\`](?:${EVENTS})['"\`]|\\.(?:${EVENTS})\\s*\\(|\\b(?:confirm|prompt)\\s*\\(`,
  'i',
);
const HEAD_CHARS = 160;
const LONGEST_CODE = 262_144;
/** A page that redirects does so once; more assignments than this are an application's router. */
const MAX_ASSIGNMENTS = 50;

const unescaped = (text: string): string =>
  text.replace(
    /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|u\{([0-9a-f]{1,6})\}|([\s\S]))/gi,
    (_all, x, u, point, char: string | undefined) => {
      const hex: string | undefined = x ?? u ?? point;
      if (hex === undefined)
        return { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', '0': '\0' }[char ?? ''] ?? char ?? '';
      const code = Number.parseInt(hex, 16);
      return code <= 0x10_ffff ? String.fromCodePoint(code) : '';
    },
  );

/** The text of joined string literals at the beginning of an expression; what is not a literal ends it. */
function literalAt(expression: string): string | null {
  let rest = expression;
  let text: string | null = null;
  for (let match = LITERAL.exec(rest); match; match = LITERAL.exec(rest)) {
    text = (text ?? '') + unescaped(match[1] ?? match[2] ?? match[3] ?? '');
    rest = rest.slice(match[0].length);
    if (!rest.startsWith('+')) break;
    rest = rest.slice(1);
  }
  return text;
}

/** The last literal given to a variable before `end`. */
function variableAt(code: string, name: string, end: number): string | null {
  const given = new RegExp(`(?<![\\w$.])${name.replaceAll('$', '\\$')}\\s*=(?!=)`, 'g');
  const last = [...code.slice(0, end).matchAll(given)].at(-1);
  return last ? literalAt(code.slice(last.index + last[0].length, end)) : null;
}

/** What governs the code at `end`: its own statement so far, then the heads of the open blocks, innermost first. */
function openHeads(code: string, end: number, isCode: (index: number) => boolean): string[] {
  const open: number[] = [];
  for (let at = 0; at < end; at++) {
    if (!isCode(at)) continue;
    if (code[at] === '{') open.push(at);
    if (code[at] === '}') open.pop();
  }
  return [end, ...open.reverse()].map(
    (at) =>
      code
        .slice(Math.max(0, at - HEAD_CHARS), at)
        .split(/[;}]/)
        .at(-1) ?? '',
  );
}

/** Whether the statement runs without a visitor's doing: not in a handler, nor in a function that nothing here calls. */
function runsByItself(code: string, at: number, isCode: (index: number) => boolean): boolean {
  return openHeads(code, at, isCode).every((head) => {
    if (GESTURE.test(head)) return false;
    const name =
      /function\s+([\w$]+)\s*\([^)]*\)\s*$/.exec(head)?.[1] ??
      /([\w$]+)\s*=\s*(?:async\s*)?(?:function\b[^{]*|\([^)]*\)\s*=>\s*)$/.exec(head)?.[1];
    if (name === undefined || name === 'onload') return true;
    const uses = [...code.matchAll(new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`, 'g'))];
    return uses.some(
      ({ index }) => isCode(index) && !/(?:function|var|let|const)\s+$/.test(code.slice(0, index)),
    );
  });
}

/**
 * Addresses to which a script sends the page by itself: `location = '…'`, `location.href = name`, `location.replace('…')`.
 * Read from the text, never run: an address that is put together from anything but literals is not known here.
 */
export function scriptRedirects(code: string): string[] {
  if (code.length > LONGEST_CODE) return [];
  const scan = scanScript(code);
  const isCode = (index: number) => scan.stateAt(index) === 'code';
  return [...code.matchAll(ASSIGNMENT)].slice(0, MAX_ASSIGNMENTS).flatMap(({ index, 0: head }) => {
    if (!isCode(index) || !runsByItself(code, index, isCode)) return [];
    const expression = code.slice(index + head.length);
    const name = NAME.exec(expression)?.[1];
    const address = literalAt(expression) ?? (name ? variableAt(code, name, index) : null);
    return address === null ? [] : [address];
  });
}
