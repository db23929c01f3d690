import { decodedBodyText } from '@/lib/http/decoded-body-text';
import type { Exchange } from '@/lib/http/exchange';
import type { InsertionPoint, ProbeContext } from '../check';
import { type PageFacts, pageFacts } from './page-facts';
import { type DatabaseError, nearText, newDatabaseError } from './signatures';

export type SqlResponse = {
  exchange: Exchange;
  payload: string;
  facts: PageFacts;
  /** A message about a statement, new on this page. */
  error: DatabaseError | null;
  /** The server failed where it did not before. */
  isFailing: boolean;
};

/** What the page answers when nothing was changed. `pages`: what it said each time it was asked. */
export type Untouched = { exchange: Exchange; text: string; pages: readonly PageFacts[] };

/**
 * What both kinds of answers look like. `broken`: the answer to a value that breaks every kind of literal; `isKeyed`: any
 * other value is told the same.
 */
export type Known = Untouched & { broken: SqlResponse; isKeyed: boolean };

/** With what the page says to the untouched value once more. */
export async function withUntouched(
  point: InsertionPoint,
  context: ProbeContext,
  known: Known,
): Promise<Known | null> {
  const again = await context.probe(point, point.value);
  return again && { ...known, pages: [...known.pages, pageFacts(again, [point.value])] };
}

/** What a message may quote: the mark behind the quotation mark, and what is before it. */
export type Break = { head: string; mark: string };

export async function ask(
  point: InsertionPoint,
  context: ProbeContext,
  untouched: Untouched,
  { payload, at }: { payload: string; at?: Break },
): Promise<SqlResponse | null> {
  const exchange = await context.probe(point, payload);
  return exchange && readSqlResponse(point, untouched, exchange, { payload, at });
}

export function readSqlResponse(
  point: InsertionPoint,
  untouched: Untouched,
  exchange: Exchange,
  { payload, at }: { payload: string; at?: Break | undefined },
): SqlResponse {
  const text = decodedBodyText(exchange);
  const near = at ? nearText(text, untouched.text, at.head, at.mark) : null;
  const known = newDatabaseError(text, untouched.text);
  return {
    exchange,
    payload,
    facts: pageFacts(exchange, [payload, point.value]),
    error: known?.isStatement
      ? known
      : near && known
        ? { ...near, database: known.database }
        : (known ?? near),
    isFailing: exchange.response.status >= 500 && untouched.exchange.response.status < 500,
  };
}
