import { decodedBodyText } from '@/lib/http/decoded-body-text';
import { type Exchange, headerValue } from '@/lib/http/exchange';

const MAX_CHARACTERS = 200_000;

/**
 * What a page says, as a set: its status, its target, pairs of neighbouring words (numbered where they repeat) and pairs
 * of neighbouring stretches of text, which tell the order of rows.
 */
export type PageFacts = ReadonlySet<string>;

const escapeHtml = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

/** The value in every spelling in which a page repeats it: what it repeats says nothing about the database. */
const spellings = (value: string) =>
  [
    value,
    escapeHtml(value),
    escapeHtml(value).replaceAll('&#39;', '&#x27;'),
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(value),
  ]
    .filter((form) => form.length > 1)
    .sort((a, b) => b.length - a.length);

/** A single character is taken out where it is a word by itself. */
function withoutValue(text: string, value: string): string {
  if (!/^[\p{L}\p{N}]$/u.test(value))
    return spellings(value).reduce((rest, form) => rest.replaceAll(form, ' '), text);
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])${value}(?![\\p{L}\\p{N}])`, 'gu'), ' ');
}

export const statusFact = ({ response }: Exchange): string => `status ${response.status}`;

/** @param values what was sent and what was there before: neither counts as something that the page says */
export function pageFacts(exchange: Exchange, values: readonly string[]): PageFacts {
  const { response } = exchange;
  const text = values.reduce(withoutValue, decodedBodyText(exchange).slice(0, MAX_CHARACTERS));
  const words = text.toLowerCase().match(/[\p{L}\p{N}_]+|<\/?[a-z]+/gu) ?? [];
  const blocks = text
    .split(/<[^<>]*>|[\n{}[\]]/)
    .map((block) => block.trim())
    .filter((block) => /[\p{L}\p{N}]/u.test(block));
  const target = headerValue(response.headers, 'location')?.split('?')[0] ?? '';
  return new Set([
    statusFact(exchange),
    `to ${target}`,
    ...pairs('words', words),
    ...pairs('blocks', blocks),
  ]);
}

function pairs(kind: string, parts: readonly string[]): string[] {
  const counts = new Map<string, number>();
  return parts.map((part, index) => {
    const pair = `${kind} ${parts[index - 1] ?? ''} ${part}`;
    const count = (counts.get(pair) ?? 0) + 1;
    counts.set(pair, count);
    return `${pair} ${count}`;
  });
}

/** One word may be chance; two, or another status or target, are not. */
const MIN_WEIGHT = 2;
const sumWeights = (facts: readonly string[]): number =>
  facts.reduce((sum, fact) => sum + (/^(?:status|to) /.test(fact) ? MIN_WEIGHT : 1), 0);

/** Facts that all pages of the one group share and no page of the other has. */
function separatingFacts(inside: readonly PageFacts[], outside: readonly PageFacts[]): string[] {
  const [first, ...rest] = inside;
  return [...(first ?? [])].filter(
    (fact) => rest.every((page) => page.has(fact)) && !outside.some((page) => page.has(fact)),
  );
}

/** Whether all pages of one group say, or all leave out, what the pages of the other do not. */
export const areApart = (some: readonly PageFacts[], others: readonly PageFacts[]): boolean =>
  [separatingFacts(some, others), separatingFacts(others, some)].some(
    (facts) => sumWeights(facts) >= MIN_WEIGHT,
  );

/** The share, 0 to 1, of `facts` that `page` has; 1 for no facts. */
export function computeShare(facts: readonly string[], page: PageFacts): number {
  return facts.length === 0 ? 1 : facts.filter((fact) => page.has(fact)).length / facts.length;
}

/** Whether two answers say the same, `values` aside, which are what was sent. */
export function saysTheSame(one: Exchange, other: Exchange, values: readonly string[]): boolean {
  const [a, b] = [one, other].map((exchange) => pageFacts(exchange, values));
  return a !== undefined && b !== undefined && a.size === b.size && computeShare([...a], b) === 1;
}
