import { decodedBodyText } from '@/lib/http/decoded-body-text';
import type { InsertionPoint, ProbeContext } from '../check';
import type { Untouched } from './ask';
import { isNumeric } from './forms';
import { pageFacts } from './page-facts';
import { isUnknownName, newDatabaseError } from './signatures';

/**
 * The place with a number in it, where the page fails for the word that it is sent otherwise: what was guessed for an
 * empty box is no number, and the statement may want one.
 */
export async function asNumber(point: InsertionPoint, context: ProbeContext, untouched: Untouched) {
  const before = { point, untouched };
  const tells = (text: string) => isUnknownName(text) || newDatabaseError(text, '') !== null;
  const isBroken = untouched.exchange.response.status >= 500 || tells(untouched.text);
  if (!isBroken || isNumeric(point.value)) return before;
  const value = '1';
  const exchange = await context.probe(point, value);
  if (!exchange || exchange.response.status >= 500) return before;
  const text = decodedBodyText(exchange);
  if (tells(text)) return before;
  return {
    point: { ...point, value },
    untouched: { exchange, text, pages: [pageFacts(exchange, [value])] },
  };
}
