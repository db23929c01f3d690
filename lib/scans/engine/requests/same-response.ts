import { decodedBodyText } from '@/lib/http/decoded-body-text';
import type { Exchange } from '@/lib/http/exchange';

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

/** All that a response says but what was sent, however it is written there. */
function saidBeside({ exchange, mark }: SentResponse, original: string): string {
  const text = comparedText(exchange);
  const parts = mark === null ? [text] : text.split(mark);
  const own = original.toLowerCase();
  const without = parts.map((part, index) => {
    const behind = index === 0 ? part : part.replace(SIGNS_BEHIND, '');
    return index === parts.length - 1 ? behind : behind.replace(SIGNS_BEFORE, '');
  });
  const said = without.map((part) => replaceWord(part, own)).join(SENT);
  // Nothing stands where an empty value was.
  return said.replace(SENT_RUNS, own === '' ? '' : SENT);
}

/** Stands where the value, the mark or both were. */
const SENT = '\uE000';
const SENT_RUNS = /\uE000+/g;

function replaceWord(text: string, word: string): string {
  if (word === '') return text;
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.replace(new RegExp(`(?<!\\w)${escaped}(?!\\w)`, 'g'), SENT);
}

/** Whether two responses say exactly the same, but for the values that were sent. @param original the untouched value */
export const saysSame = (a: SentResponse, b: SentResponse, original: string): boolean =>
  saidBeside(a, original) === saidBeside(b, original);
