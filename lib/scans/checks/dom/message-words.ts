import type { MessageWords } from './inner-sources';

const MAX_LITERALS = 24;
const MAX_SCRIPT = 400_000;
/** `=== 'x'`, `case "x":`, `'x' ===`; `.startsWith('x')`, `.indexOf('x') === 0`; `.split('x')`. */
const COMPARED =
  /(?:[=!]==?\s?|\bcase\s{1,5})(["'`])([^"'`\\\n]{1,60})\1|(["'`])([^"'`\\\n]{1,60})\3\s?[=!]==?/g;
const BEGUN = /\.(?:startsWith|indexOf)\((["'`])([^"'`\\\n]{1,60})\1\)/g;
const SPLIT = /\.split\((["'`])([^"'`\\\n]{1,5})\1/g;

const found = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, , first, , second]) => first ?? second ?? '');

/** What scripts compare a message with: the listeners' own texts first, then those of the whole page. */
export function messageWords(listeners: readonly string[], scripts: readonly string[]): MessageWords {
  const texts = [...listeners, ...scripts.filter((script) => script.length <= MAX_SCRIPT)];
  const all = (pattern: RegExp) => [...new Set(texts.flatMap((text) => found(text, pattern)))];
  return {
    literals: all(COMPARED).slice(0, MAX_LITERALS),
    prefixes: all(BEGUN).slice(0, 6),
    splitters: [...new Set(listeners.flatMap((text) => found(text, SPLIT)))].slice(0, 3),
  };
}
