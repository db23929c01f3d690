import { readJsonObject } from '@/lib/connection-tests/rules/request-form';
import type { Clock } from '@/lib/core/clock';
import type { CapturedRequest } from '@/lib/http/exchange';
import type { Digests, RandomBytes } from '@/lib/signing/primitives';
import { signV2Request } from '@/lib/signing/profiles/v2-request';

/** What keeps a request from being signed; each is said at its own control. */
export type SignProblem = 'KEY_EMPTY' | 'URL_INVALID' | 'NOT_AN_OBJECT';
export type SignOutcome =
  | { ok: true; request: CapturedRequest }
  | { ok: false; problems: readonly SignProblem[] };

/** Signs a V2.0 call as KooGallery would send it: the body compact, its keys ascending, null members left out. */
export function signRequest(
  given: { url: string; accessKey: string; json: string },
  sources: { clock: Clock; random: RandomBytes },
  digests: Digests,
): SignOutcome {
  const body = readJsonObject(given.json);
  const url = given.url.trim();
  const problems: SignProblem[] = [];
  if (given.accessKey === '') problems.push('KEY_EMPTY');
  if (!isWebAddress(url)) problems.push('URL_INVALID');
  if (!body || problems.length > 0)
    return { ok: false, problems: body ? problems : [...problems, 'NOT_AN_OBJECT'] };
  const signed = signV2Request({ url, accessKey: given.accessKey, body }, sources, digests);
  return {
    ok: true,
    request: { method: signed.method, url: signed.url, headers: signed.headers, body: signed.body },
  };
}

function isWebAddress(text: string): boolean {
  if (/\s/.test(text) || !URL.canParse(text)) return false;
  const { protocol } = new URL(text);
  return protocol === 'https:' || protocol === 'http:';
}
