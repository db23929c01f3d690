import { decodedBodyText } from '@/lib/http/decoded-body-text';
import { type Exchange, headerValue } from '@/lib/http/exchange';

const MAX_CHARACTERS = 64_000;
const SAME = 0.85;

/** What identifies an answer whatever was asked: its status, where it sends on to, its words without numbers and ids. */
export type ResponseShape = { status: number; target: string; words: ReadonlySet<string> };

/** How pages write single characters: what they make of a value says nothing about them. */
const ESCAPES = /&(?:amp;){0,3}#?\w{1,10};|%(?:25)?[0-9a-f]{2}|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}/gi;

/** Written without spaces: each sign counts as a word. */
const HAN = /\p{Script=Han}/gu;

/** Letters only: a token with a digit in it is a number, an id or a mark. */
const listWords = (text: string): string[] =>
  (
    text
      .toLowerCase()
      .replace(ESCAPES, ' ')
      .replace(HAN, ' $& ')
      .match(/<\/?[a-z][a-z\d]*|[\p{L}\p{N}_-]+/gu) ?? []
  ).filter((word) => word.startsWith('<') || !/\d/.test(word));

/** @param values what was sent: its words say nothing about the answer */
export function readResponseShape(exchange: Exchange, values: readonly string[] = []): ResponseShape {
  const { status, headers } = exchange.response;
  const location = headerValue(headers, 'location') ?? '';
  const isAddress = location !== '' && URL.canParse(location, exchange.request.url);
  const target = isAddress ? new URL(location, exchange.request.url) : null;
  const sent = new Set(values.flatMap(listWords));
  const words = listWords(decodedBodyText(exchange).slice(0, MAX_CHARACTERS)).filter(
    (word) => !sent.has(word),
  );
  return { status, target: target ? target.host + target.pathname : location, words: new Set(words) };
}

/** Likeness of two answers' words, 0 to 1; two empty ones are alike. */
export function wordLikeness(a: ResponseShape, b: ResponseShape): number {
  const all = a.words.size + b.words.size;
  if (all === 0) return 1;
  let shared = 0;
  for (const word of a.words) if (b.words.has(word)) shared += 1;
  return (2 * shared) / all;
}

export const isSameShape = (a: ResponseShape, b: ResponseShape): boolean =>
  a.status === b.status && a.target === b.target && wordLikeness(a, b) >= SAME;

/** The same status and target with words that the other answers do not have: sites wrap everything in their own frame. */
export const beside = (shape: ResponseShape, others: readonly ResponseShape[]): ResponseShape => ({
  ...shape,
  words: new Set([...shape.words].filter((word) => !others.some((other) => other.words.has(word)))),
});

const MAX_FRAMED_PAGES = 60;

/** The words that at least half of a site's pages have in common: what is around the content. */
export function readFrameWords(pages: readonly Exchange[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  const read = pages.slice(0, MAX_FRAMED_PAGES);
  for (const page of read)
    for (const word of readResponseShape(page).words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count * 2 >= read.length).map(([word]) => word));
}
