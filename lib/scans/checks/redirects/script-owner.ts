import type { ScriptToken } from '../probing/script-tokens';

/** The first form of the page; another one is `#` and its id or name. */
export const FIRST_FORM = 'form';

const LONGEST_CHAIN = 60;
const LOOKED_BACK = 2_000;
const FIRST =
  /^(?:document\.forms\[0\]|document\.querySelector\("form"\)|document\.getElementsByTagName\("form"\)\[0\]|(?:\$|jQuery)\("form(?::first)?"\))$/;
const NAMED =
  /^(?:document\.forms(?:\.(?:namedItem\(")?|\[")|document\.getElementById\("|document\.getElementsByName\("|document\.querySelector\("#|(?:\$|jQuery)\("#|document\.querySelector\("form#|(?:document\.querySelector|\$|jQuery)\("form\[name=['"]?|document\.)([\w-]+)(?:['"]?\]?"\)?|"[\])])?(?:\[0\])?\)?$/;

const isSign = (token: ScriptToken | undefined, signs: RegExp): boolean =>
  token?.kind === 'sign' && signs.test(token.value);

/** Where the names, calls and indexes begin that end in front of `end`. */
function findStart(tokens: readonly ScriptToken[], end: number): number {
  let at = end;
  for (let steps = 0; steps < LONGEST_CHAIN && at > 0; steps++) {
    const last = tokens[at - 1];
    if (isSign(last, /^[)\]]$/)) {
      let depth = 0;
      do {
        at -= 1;
        if (isSign(tokens[at], /^[)\]]$/)) depth += 1;
        if (isSign(tokens[at], /^[([]$/)) depth -= 1;
      } while (depth > 0 && at > 0 && end - at < LONGEST_CHAIN);
    } else if (last?.kind === 'name') {
      at -= 1;
      if (!isSign(tokens[at - 1], /^\??\.$/)) return at;
      at -= 1;
    } else return at;
  }
  return at;
}

const written = (tokens: readonly ScriptToken[]): string =>
  tokens
    .map(({ kind, value }) => (kind === 'text' ? `"${value}"` : value === '?.' ? '.' : value))
    .join('')
    .replace(/^(?:window|self|top|globalThis)\./, '');

/** What a lone name was given last before a place, as it is written. */
function givenTo(tokens: readonly ScriptToken[], name: string, before: number): string | null {
  for (let at = before - 1; at > Math.max(0, before - LOOKED_BACK); at--) {
    if (!isSign(tokens[at], /^=$/) || tokens[at - 1]?.value !== name || isSign(tokens[at - 2], /^\.$/))
      continue;
    let end = at + 1;
    for (let depth = 0; end < before; end++) {
      const isBehind = tokens[end - 1]?.kind !== 'sign' || isSign(tokens[end - 1], /^[)\]]$/);
      const isNew = tokens[end]?.kind === 'name' && isBehind;
      if (depth === 0 && (isSign(tokens[end], /^[;,]$/) || (isNew && end > at + 1))) break;
      if (isSign(tokens[end], /^[([]$/)) depth += 1;
      if (isSign(tokens[end], /^[)\]]$/)) depth -= 1;
    }
    return written(tokens.slice(at + 1, end));
  }
  return null;
}

/**
 * Names the element whose member is behind `dot`, so that two ways to write the same one are the same: `#pay` for
 * `document.forms['pay']`, `document.pay` and `$('#pay')`.
 */
export function ownerBefore(tokens: readonly ScriptToken[], dot: number): string {
  const start = findStart(tokens, dot);
  const text = written(tokens.slice(start, dot));
  const given = /^[\w$]+$/.test(text) ? givenTo(tokens, text, start) : null;
  // `$('#pay').attr('action', …).submit()`: what gives the address is also what is sent.
  const owner = (given ?? text).replace(/\.(?:attr|prop)\(.*$/s, '');
  if (FIRST.test(owner)) return FIRST_FORM;
  const [, name] = NAMED.exec(owner) ?? [];
  return name === undefined ? owner : `#${name}`;
}
