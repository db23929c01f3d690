import { type Exchange, headerValue } from '@/lib/http/exchange';
import type { SkipReason } from '../rules/result';

/** Share of characters that stand for bytes without a meaning from which on a text is not readable. */
const UNREADABLE_SHARE = 0.2;
const TEXT_TYPE = /html|json|xml|text|javascript|^$/;

/**
 * Why an answer could not be read as a whole: cut at the cap, broken off, compressed in a way that cannot be undone, or
 * in another character set than it says. What could be read of it was read.
 */
export function readingFault({ response }: Exchange, text: string): SkipReason | null {
  if (response.isTruncated) return 'BODY_CUT';
  if (response.isBroken) return 'UNREADABLE';
  if (!TEXT_TYPE.test((headerValue(response.headers, 'content-type') ?? '').toLowerCase())) return null;
  const lost = text.split('\uFFFD').length - 1;
  return lost > 0 && lost > UNREADABLE_SHARE * [...text.slice(0, 100_000)].length ? 'UNREADABLE' : null;
}
