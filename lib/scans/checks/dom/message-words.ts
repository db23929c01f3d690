import type { MessageWords } from './inner-sources';

const MAX_LITERALS = 24;
const MAX_SCRIPT = 400_000;
/** `=== 'x'`, `case "x":`, `'x' ===`; `.startsWith('x')`, `.indexOf('x') === 0`; `.split('x')`. */
const COMPARED =
  /(?:[=!]==?\s?|\bcase\s{1,5})(["'`])([^"'`\\\n]{1,60})\1|(["'`])([^"'`\\\n]{1,60})\3\s?[=!]==?/g;
/** `'ui/toast': (`, `toast(payload) {`, `toast: function`: what tables of handlers are asked for. */
const KEYED =
  /[{,]\s{0,20}(?:async\s)?(?:(["'`])([\w./:-]{1,60})\1|([A-Za-z_$][\w$]{0,60}))\s?(?::\s?(?:async\b|function\b|\([^()]{0,200}\)\s?=>|[\w$]{1,40}\s?=>)|\([^()]{0,200}\)\s?\{)/g;
/** A member that is chosen by a value: `handlers[type]`. */
const CHOOSES = /[\w$)\]]\[[A-Za-z_$]/;
const BEGUN = /\.(?:startsWith|indexOf)\((["'`])([^"'`\\\n]{1,60})\1\)/g;
const SPLIT = /\.split\((["'`])([^"'`\\\n]{1,5})\1/g;

const found = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, , first, second, last]) => first ?? last ?? second ?? '');

/** What scripts compare a message with: the listeners' own texts first, then those of the whole page. */
export function messageWords(listeners: readonly string[], scripts: readonly string[]): MessageWords {
  const texts = [...listeners, ...scripts.filter((script) => script.length <= MAX_SCRIPT)];
  const all = (pattern: RegExp) => [...new Set(texts.flatMap((text) => found(text, pattern)))];
  const keys = listeners.some((text) => CHOOSES.test(text)) ? all(KEYED) : [];
  return {
    literals: [...new Set([...all(COMPARED), ...keys])].slice(0, MAX_LITERALS),
    prefixes: all(BEGUN).slice(0, 6),
    splitters: [...new Set(listeners.flatMap((text) => found(text, SPLIT)))].slice(0, 3),
  };
}
