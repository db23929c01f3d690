const SCRIPT_OR_STYLE = /<(script|style)\b[^>]*(?:>[\s\S]*?(?:<\/\1\b[^>]*|$)|$)/gi;
const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;
const MAX_CHARACTERS = 64_000;

/** How often each word stands in a text. */
export type WordCounts = ReadonlyMap<string, number>;

/** A page reduced to what identifies it: words and tag names without scripts, comments and digits. */
export function wordCounts(text: string): WordCounts {
  const reduced = text.slice(0, MAX_CHARACTERS).replace(SCRIPT_OR_STYLE, ' ').replace(COMMENT, ' ');
  const counts = new Map<string, number>();
  for (const word of reduced.toLowerCase().match(/[\p{L}_-]{2,}|\p{Script=Han}/gu) ?? []) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

const NOTHING: ReadonlySet<string> = new Set();

const total = (counts: WordCounts): number => [...counts.values()].reduce((sum, count) => sum + count, 0);

/** How often each run of three tags is in a page: how it is built, whatever it says. */
export function tagCounts(text: string): WordCounts {
  const tags = text.slice(0, MAX_CHARACTERS).match(/<[a-z][a-z0-9-]{0,30}/gi) ?? [];
  const counts = new Map<string, number>();
  for (let at = 0; at < tags.length; at++) {
    const run = `${tags[at]}${tags[at + 1] ?? ''}${tags[at + 2] ?? ''}`.toLowerCase();
    counts.set(run, (counts.get(run) ?? 0) + 1);
  }
  return counts;
}

/**
 * Likeness of two texts from 0 (no word in common) to 1 (the same words equally often); two empty texts are alike.
 * @param ignored words that differ by nature in both: those of the paths that were asked for
 */
export function similarity(a: WordCounts, b: WordCounts, ignored: ReadonlySet<string> = NOTHING): number {
  let all = total(a) + total(b);
  for (const word of ignored) all -= (a.get(word) ?? 0) + (b.get(word) ?? 0);
  if (all === 0) return 1;
  let shared = 0;
  for (const [word, count] of a) if (!ignored.has(word)) shared += Math.min(count, b.get(word) ?? 0);
  return (2 * shared) / all;
}
