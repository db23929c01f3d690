const SCRIPT_OR_STYLE = /<(script|style)\b[^>]*(?:>[\s\S]*?(?:<\/\1\b[^>]*|$)|$)/gi;
const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;
const MAX_CHARACTERS = 64_000;

/** How often each word stands in a text. */
export type WordCounts = ReadonlyMap<string, number>;

/**
 * A page reduced to what identifies it: words and tag names without scripts, comments and digits.
 * @param ignored texts that differ by nature and are cut out first: the path that was asked for, a mark
 */
export function wordCounts(text: string, ignored: readonly string[] = []): WordCounts {
  let reduced = text.slice(0, MAX_CHARACTERS).replace(SCRIPT_OR_STYLE, ' ').replace(COMMENT, ' ');
  for (const part of ignored) if (part !== '') reduced = reduced.replaceAll(part, ' ');
  const counts = new Map<string, number>();
  for (const word of reduced.toLowerCase().match(/[\p{L}_-]{2,}|\p{Script=Han}/gu) ?? []) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

const total = (counts: WordCounts): number => [...counts.values()].reduce((sum, count) => sum + count, 0);

/** Likeness of two texts from 0 (no word in common) to 1 (the same words equally often); two empty texts are alike. */
export function similarity(a: WordCounts, b: WordCounts): number {
  const all = total(a) + total(b);
  if (all === 0) return 1;
  let shared = 0;
  for (const [word, count] of a) shared += Math.min(count, b.get(word) ?? 0);
  return (2 * shared) / all;
}
