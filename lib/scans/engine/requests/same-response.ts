import { decodedBodyText } from '@/lib/http/decoded-body-text';
import type { Exchange } from '@/lib/http/exchange';
import { spelledText, withoutBeginning, withoutEnd } from './spelled-text';

/** A response with the value that was sent and the mark in it; null for the untouched value. */
export type SentResponse = { exchange: Exchange; value: string; mark: string | null };

const MAX_CHARACTERS = 200_000;
/** Headers that say when and how a response was sent, and not what it says. */
const OF_TRANSPORT =
  /^(?:date|expires|age|etag|last-modified|content-length|set-cookie|connection|keep-alive|server-timing|.*-id|.*trace.*|.*nonce.*|content-security-policy.*)$/i;
/** Signs that break literals, in each way that a page writes them. */
const SIGN =
  /(?:&(?:amp;){0,2}#?\w{1,8};|%(?:25){0,2}[0-9a-f]{2}|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|[^\w\s<>]|[<>](?![a-z/!]))/;
const SIGNS_BEFORE = new RegExp(`${SIGN.source}{0,12}$`, 'i');
const SIGNS_BEHIND = new RegExp(`^(?:${SIGN.source}|qx|, a! b\\?){0,40}`, 'i');

/** Whether the mark came back. */
export const isRepeated = ({ exchange, mark }: SentResponse): boolean =>
  mark !== null && comparedText(exchange).includes(mark);

function comparedText(exchange: Exchange): string {
  const { status, headers } = exchange.response;
  const said = headers.filter(([name]) => !OF_TRANSPORT.test(name)).map((pair) => pair.join(': '));
  return [status, ...said, decodedBodyText(exchange).slice(0, MAX_CHARACTERS)].join('\n').toLowerCase();
}

/** Takes away what stands around a mark because it was sent with it. */
type Cut = { before(text: string): string; behind(text: string): string };
/** Whatever signs are there: some of them may be the page's own. */
const ANY_SIGNS: Cut = {
  before: (text) => text.replace(SIGNS_BEFORE, ''),
  behind: (text) => text.replace(SIGNS_BEHIND, ''),
};

/** What was sent and nothing else; a page that replaces signs by others leaves some of them. */
function exactly({ value, mark }: SentResponse): Cut {
  const [before = '', behind = ''] = mark === null ? [] : value.toLowerCase().split(mark);
  return {
    before: (text) => withoutEnd(text, before),
    behind: (text) => withoutBeginning(text, behind),
  };
}

/** All that a response says but what was sent, however it is written there. */
function saidBeside({ exchange, mark }: SentResponse, original: string, cut: Cut): string {
  const text = comparedText(exchange);
  const parts = mark === null ? [text] : text.split(mark);
  const own = original.toLowerCase();
  const without = parts.map((part, index) => {
    const behind = index === 0 ? part : cut.behind(part);
    return index === parts.length - 1 ? behind : cut.before(behind);
  });
  const word = spelledText(own);
  const said = without.map((part) => (word ? part.replace(word, SENT) : part)).join(SENT);
  // Nothing stands where an empty value was.
  return said.replace(SENT_RUNS, own === '' ? '' : SENT);
}

/** Stands where the value, the mark or both were. */
const SENT = '\uE000';
const SENT_RUNS = /\uE000+/g;

/** Whether two responses say exactly the same, but for the values that were sent. @param original the untouched value */
export const saysSame = (a: SentResponse, b: SentResponse, original: string): boolean =>
  saidBeside(a, original, ANY_SIGNS) === saidBeside(b, original, ANY_SIGNS) ||
  saidBeside(a, original, exactly(a)) === saidBeside(b, original, exactly(b));
