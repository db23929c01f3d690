import type { CapturedResponse } from '@/lib/http/exchange';
import { findJsonError } from './find-json-error';

/** Beginnings that are tried; a page holds thousands of braces. */
const MOST_TRIES = 40;
const SEARCHED = 64 * 1024;

/** A JSON object with a resultCode that a text holds, and where. */
export type FoundResponse = { from: number; to: number };

/** The response of the interface inside a longer text; null where there is none. */
export function findResponse(whole: string): FoundResponse | null {
  const text = whole.slice(0, SEARCHED);
  let from = text.indexOf('{');
  for (let tries = 0; from >= 0 && tries < MOST_TRIES; tries += 1) {
    const rest = text.slice(from);
    const end = findJsonError(rest);
    const to = from + (end ?? rest.length);
    if (isResponse(text.slice(from, to))) return { from, to: from + text.slice(from, to).trimEnd().length };
    from = text.indexOf('{', from + 1);
  }
  return null;
}

/** Whether the interface's response is in a body, whatever is around it. */
export function containsResponse({ decodedBody }: Pick<CapturedResponse, 'decodedBody'>): boolean {
  const text = new TextDecoder().decode(decodedBody.subarray(0, SEARCHED));
  return findResponse(text) !== null || findResponse(withoutEntities(text)) !== null;
}

/** The quotes of a text that was written into markup. */
export const withoutEntities = (text: string): string => text.replace(/&(?:quot|#34|#x22);/gi, '"');

function isResponse(text: string): boolean {
  if (!text.includes('resultCode')) return false;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && Object.hasOwn(value, 'resultCode');
  } catch {
    return false;
  }
}
