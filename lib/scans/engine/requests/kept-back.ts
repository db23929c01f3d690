import { decodedBodyText } from '@/lib/http/decoded-body-text';
import type { Exchange } from '@/lib/http/exchange';
import type { InsertionPoint } from '../../checks/check';

/** What a mark looks like: see `markMaker`. */
const MARK = /pf[a-z0-9]{14}/g;
/** A shorter value is on most pages by chance. */
const MIN_ECHO = 3;

export const findMark = (value: string): string | undefined => value.match(MARK)?.[0];

/** Whether a response repeats a mark of its own request; one that the site kept may be on any page. */
export function showsMark(response: Exchange | null): boolean {
  if (!response) return false;
  const { url, headers, body } = response.request;
  const sent = [url, ...headers.map(([, value]) => value), Buffer.from(body).toString('latin1')].join('\n');
  const text = decodedBodyText(response);
  return [...sent.matchAll(MARK)].some(([mark]) => text.includes(mark));
}

type Asked = {
  point: InsertionPoint;
  mark: string | undefined;
  exchange: Exchange;
  untouched: Exchange;
  harmless: Exchange | null;
};

/** Whether the page repeats what it is given, a plain mark included, and not what came with this answer. */
export function isKeptBack({ point, mark, exchange, untouched, harmless }: Asked): boolean {
  if (!showsMark(harmless)) return false;
  if (mark !== undefined) return !decodedBodyText(exchange).includes(mark);
  const { value } = point;
  const isRepeated = value.length >= MIN_ECHO && decodedBodyText(untouched).includes(value);
  return isRepeated && !decodedBodyText(exchange).includes(value);
}
