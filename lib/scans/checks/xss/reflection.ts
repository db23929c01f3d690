import { decodedBodyText } from '@/lib/http/decoded-body-text';
import type { Exchange } from '@/lib/http/exchange';
import type { InsertionPoint, ProbeContext } from '../check';
import { canaryValue, findOffsets, readCanary, type Survivors } from './canary';
import { MARK_TAIL as TAIL } from './mark-tail';

/**
 * `prefix` is before every value where the page takes only what begins like the original value, `tail` behind it where
 * the page cuts or replaces the last characters.
 */
export type Reflection = { prefix: string; tail: string; mark: string; exchange: Exchange; text: string };

const reflects = (text: string, mark: string) => findOffsets(text, mark).length > 0;

/** A shorter value without its first character is on many pages by chance. */
const MIN_CUT = 4;

/** What has to stand behind a value so that it arrives whole. */
function tailFor(text: string, mark: string): string {
  const [at = 0] = findOffsets(text, mark);
  const [first, second] = text.slice(at + mark.length, at + mark.length + TAIL.length).toLowerCase();
  if (first !== TAIL[0]) return TAIL;
  if (second === TAIL[1]) return '';
  // Another character may be in the place of the last one: behind `//` it does no harm to code.
  return second === undefined || /[\s<"']/.test(second) ? TAIL.slice(1) : ' //x';
}

function readReflection(exchange: Exchange | null, mark: string, prefix: string): Reflection | null {
  const text = exchange ? decodedBodyText(exchange) : '';
  return exchange && reflects(text, mark)
    ? { prefix, tail: tailFor(text, mark), mark, exchange, text }
    : null;
}

/** Where one plain mark behind `prefix` comes back; null when the page does not repeat it. */
export async function reflectBehind(
  point: InsertionPoint,
  context: ProbeContext,
  prefix: string,
): Promise<Reflection | null> {
  const mark = context.mark();
  const exchange = await context.probe(point, prefix + mark + TAIL);
  return readReflection(exchange, mark, prefix);
}

/** Where one plain mark comes back; null when the page repeats nothing. */
export async function findReflection(
  point: InsertionPoint,
  context: ProbeContext,
): Promise<Reflection | null> {
  const marked = await context.plain(point);
  const plain = marked && readReflection(marked.exchange, marked.mark, '');
  if (plain || point.value.length < 2) return plain;
  // The page shows this value but not the mark: it may take only what begins like a number, a date, an address, or cut
  // the first character off.
  const baseline = await context.baseline(point);
  const shown = point.value.length < MIN_CUT ? point.value : point.value.slice(1);
  return baseline && decodedBodyText(baseline).includes(shown)
    ? reflectBehind(point, context, point.value)
    : null;
}

/**
 * What survives of each character. A sink that fails on the first canary (a format string, a decoder, a server that
 * refuses backslashes) is asked again with the characters that no payload can do without.
 */
export async function learnSurvivors(
  point: InsertionPoint,
  context: ProbeContext,
  prefix: string,
): Promise<Survivors[]> {
  for (const location of new Set([point.location, 'PATH' as const])) {
    const [start, end] = [context.mark(), context.mark()];
    const response = await context.probe(point, prefix + canaryValue(location, start, end) + TAIL);
    const survivors = response ? readCanary(decodedBodyText(response), location, start, end) : [];
    if (survivors.length > 0) return survivors;
  }
  return [];
}
