import type { ParameterLocation } from '@/lib/findings/rules/finding';
import { bodyText } from '@/lib/http/body-text';
import type { Exchange } from '@/lib/http/exchange';
import type { InsertionPoint, ProbeContext } from '../check';
import { type DatabaseError, newDatabaseError } from './signatures';

/** A value that breaks a statement in one kind of place, and its twin that is complete there. */
type Pair = {
  sink: string;
  broken(value: string, mark: string): string;
  whole(value: string, mark: string): string;
};

const SINGLE: Pair = { sink: 'string', broken: (v, m) => `${v}'${m}`, whole: (v, m) => `${v}''${m}` };
const DOUBLE: Pair = { sink: 'double-quoted', broken: (v, m) => `${v}"${m}`, whole: (v, m) => `${v}""${m}` };
const BACKSLASH: Pair = { sink: 'string', broken: (v, m) => `${v}${m}\\`, whole: (v, m) => `${v}${m}\\\\` };
/** Quoted names of columns: doubling the quotation mark would only name another column. */
const nameIn = (quote: string): Pair => ({
  sink: 'identifier',
  broken: (v, m) => `${v}${quote},${m}`,
  whole: (v) => `${v}${quote},${quote}${v}`,
});
const NAMES = [nameIn('`'), nameIn('"')];
/** Without any quotation mark, so that a page that complains about those cannot pass for a database. */
const UNQUOTED: Pair = {
  sink: 'unquoted',
  broken: (v, m) => `${v},/*${m}*/`,
  whole: (v, m) => `${v}/*${m}*/`,
};
const IN_PARENTHESES: Pair = { sink: 'unquoted', broken: (v) => `(${v}`, whole: (v) => `(${v})` };

const NUMBER = /^-?\d+(?:\.\d+)?$/;
export const isNumber = (value: string): boolean => NUMBER.test(value);

/** One value that breaks strings in either quote, with or without backslash escapes, names and numbers. */
export const breakingValue = (value: string, location: ParameterLocation): string =>
  // Many servers refuse a backslash in a path before the page sees it.
  location === 'PATH' ? `${value}'"\`` : `${value}'"\`\\`;

type ErrorProof = { sink: string; payload: string; error: DatabaseError; exchange: Exchange };

/**
 * Looks for the kind of place in which the value stands: its broken form must show a message of a database, its whole
 * form none. What merely prints such words on seeing quotes fails one of the two, since each carries its own mark.
 */
export async function proveByError(
  point: InsertionPoint,
  context: ProbeContext,
  baseline: string,
): Promise<ErrorProof | null> {
  const { value } = point;
  const pairs = isNumber(value)
    ? [UNQUOTED, SINGLE, DOUBLE, BACKSLASH, ...NAMES, IN_PARENTHESES]
    : [SINGLE, DOUBLE, UNQUOTED, BACKSLASH, ...NAMES, IN_PARENTHESES];
  const send = async (payload: string) => {
    const exchange = await context.probe(point, payload);
    return exchange && { exchange, payload, error: newDatabaseError(bodyText(exchange), baseline) };
  };
  for (const pair of pairs) {
    const broken = await send(pair.broken(value, context.mark()));
    if (!broken) return null;
    if (!broken.error) continue;
    const whole = await send(pair.whole(value, context.mark()));
    if (!whole) return null;
    if (!whole.error)
      return { sink: pair.sink, payload: broken.payload, error: broken.error, exchange: broken.exchange };
  }
  return null;
}
