import type { Context, OrganizationScope } from '@/lib/auth/actor';
import { SECOND_MS } from '@/lib/core/clock';
import { VERIFICATION_REDIRECTS } from '@/lib/core/policy';
import type { Outbound } from '@/lib/http/exchange';
import { type FollowedRequest, followRedirects } from '@/lib/http/follow-redirects';
import { lookForFile } from '@/lib/ownership/look-for-file';
import { isRedirectInScope } from '@/lib/ownership/rules/ladder';
import type { LadderDeps } from '@/lib/ownership/run-ladder';
import { outboundToWebsite } from '@/lib/websites/outbound-to-website';
import { certificateDates } from './rules/certificate';
import type { Look } from './rules/judge-look';
import { isPassing, type RootAnswer, siteFacts } from './rules/site-facts';

/** For the first page with its redirects; a whole look has four such requests, and two more for a refused certificate. */
const TIMEOUT_MS = 6 * SECOND_MS;
/** Nothing of the page itself is compared. */
const BODY_BYTES = 16 * 1024;

/** Redirects whose end was not reached are an answer all the same. */
const ANSWERS = new Set(['REDIRECT_OUT_OF_SCOPE', 'TOO_MANY_REDIRECTS']);

/**
 * Asks a website twice for its first page and once for its verification file, as anybody would. A website that does not
 * answer, or only that it is overloaded or broken, was not reached.
 * @returns null where the look was stopped
 */
export async function lookAtSite(
  context: Context,
  scope: OrganizationScope,
  website: { id: string; origin: string },
  deps: LadderDeps = {},
): Promise<Look | null> {
  const guarded = outboundToWebsite(website.origin);
  const outbound = deps.outbound ?? guarded;
  const asked = { timeoutMs: TIMEOUT_MS, ...deps };
  try {
    const first = await askForRoot(outbound, website.origin, asked);
    if (typeof first === 'string') return unreached(first, deps.signal);
    const second = await askForRoot(outbound, website.origin, asked);
    if (typeof second === 'string') return unreached(second, deps.signal);
    const ladder = await lookForFile(context, scope, website, asked);
    if (deps.signal?.aborted) return null;
    const { hostname } = new URL(website.origin);
    const certificate = second.exchanges.at(-1)?.connection.tls?.certificate ?? null;
    return {
      isReached: true,
      facts: siteFacts([first, second], { ladder, hostname }),
      certificate: certificateDates(certificate),
    };
  } finally {
    guarded.close();
  }
}

const unreached = (code: string, signal?: AbortSignal): Look | null =>
  signal?.aborted ? null : { isReached: false, code };

/** The answer of the first page, or why there was none, as a code. A certificate that is refused is a fact about it. */
async function askForRoot(
  outbound: Outbound,
  origin: string,
  { timeoutMs, signal }: { timeoutMs: number; signal?: AbortSignal },
): Promise<RootAnswer | string> {
  const ask = (isCertificateIgnored: boolean): Promise<FollowedRequest> =>
    followRedirects(
      outbound,
      {
        method: 'GET',
        url: `${origin}/`,
        headers: [['Cache-Control', 'no-cache']],
        timeoutMs,
        maxBodyBytes: BODY_BYTES,
        isPartKept: true,
        isCertificateIgnored,
        ...(signal ? { signal } : {}),
      },
      { maxRedirects: VERIFICATION_REDIRECTS, isInScope: isRedirectInScope },
    );
  const trusted = await ask(false);
  const refusal = trusted.failure?.code.startsWith('CERTIFICATE_') ? trusted.failure.code : null;
  const { exchanges, failure } = refusal === null ? trusted : await ask(true);
  if (failure && !ANSWERS.has(failure.code)) return failure.code;
  const status = exchanges.at(-1)?.response.status ?? 0;
  return isPassing(status) ? `HTTP_${status}` : { exchanges, refusal };
}
