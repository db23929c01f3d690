import type { Clock } from '@/lib/core/clock';
import { VERIFICATION_FILE_KIB, VERIFICATION_REDIRECTS } from '@/lib/core/policy';
import type { Exchange, Outbound } from '@/lib/http/exchange';
import { type FollowedRequest, followRedirects } from '@/lib/http/follow-redirects';
import type { Resolve } from '@/lib/http/resolve-host';
import { bodyRung, networkRungs, rungNotRun, softMissingRung, statusRung } from './build-rungs';
import { failedRung } from './failed-rung';
import { isRedirectInScope, type LadderResult, RUNGS, type Rung } from './rules/ladder';
import { VERIFICATION_FILE_NAME, verificationContent } from './rules/verification-file';

export type LadderRequest = {
  outbound: Outbound;
  /** Only shows all addresses of the name; `outbound` looks up, checks and connects by itself. */
  resolve: Resolve;
  /** `https://shop.example`, as `normaliseSiteAddress` gives it. */
  origin: string;
  token: string;
  fileName?: string;
  random: (size: number) => Uint8Array;
  clock: Clock;
  /** For each of the two requests, redirects included; 15 seconds unless told. */
  timeoutMs?: number;
  signal?: AbortSignal;
};

const TIMEOUT_MS = 15_000;

/**
 * Walks from the name to the bytes of the verification file and then asks for a file that cannot exist.
 * The first rung that fails ends the walk: nothing is guessed about the ones above it.
 */
export async function walkLadder(request: LadderRequest): Promise<LadderResult> {
  const startedAt = request.clock.now();
  const walked = await walkUp(request);
  const rungs = RUNGS.map((name) => walked.find(({ rung }) => rung === name) ?? rungNotRun(name));
  const failed = rungs.find(({ state }) => state === 'fail');
  return {
    isProven: walked.length === RUNGS.length && failed === undefined,
    failedRung: failed?.rung ?? null,
    rungs,
    startedAt: startedAt.toISOString(),
    tookMs: request.clock.now().getTime() - startedAt.getTime(),
  };
}

/** The rungs that were reached; the last one failed unless all are there. */
async function walkUp(request: LadderRequest): Promise<Rung[]> {
  const origin = new URL(request.origin);
  const fetched = await fetchPath(request, `/${request.fileName ?? VERIFICATION_FILE_NAME}`);
  const place = fetched.failure && failedRung(fetched.failure, origin);
  const rungs = networkRungs({
    origin,
    fetched,
    place,
    addresses: await showAddresses(request, origin, fetched),
    untrusted: place?.rung === 'TLS' ? await askIgnoringCertificate(request, fetched) : null,
  });
  const response = fetched.exchanges.at(-1);
  if (place || !response) return rungs;

  const status = statusRung(response);
  if (status.state === 'fail') return [...rungs, status];
  const expected = verificationContent(request.token, origin.host);
  const body = bodyRung(response, expected);
  if (body.state === 'fail') return [...rungs, status, body];
  const missing = `/${Buffer.from(request.random(12)).toString('hex')}.html`;
  return [...rungs, status, body, softMissingRung(await fetchPath(request, missing), expected, missing)];
}

const fetchPath = (request: LadderRequest, path: string): Promise<FollowedRequest> =>
  followRedirects(
    request.outbound,
    {
      method: 'GET',
      url: `${request.origin}${path}`,
      // An intermediate cache would hide what the seller has just uploaded.
      headers: [['Cache-Control', 'no-cache']],
      maxBodyBytes: VERIFICATION_FILE_KIB * 1024,
      timeoutMs: request.timeoutMs ?? TIMEOUT_MS,
      signal: request.signal,
    },
    { maxRedirects: VERIFICATION_REDIRECTS, isInScope: isRedirectInScope },
  );

/** All addresses of the name; where the display's own look-up fails, those that the request itself met. */
async function showAddresses(
  request: LadderRequest,
  origin: URL,
  { exchanges, failure }: FollowedRequest,
): Promise<readonly string[]> {
  const [first] = exchanges;
  if (!first) return failure?.addresses ?? [];
  const met = [first.connection.remoteAddress];
  const isLiteral = met.includes(origin.hostname.replace(/^\[|\]$/g, ''));
  return isLiteral ? met : request.resolve(origin.hostname).catch(() => met);
}

/** Asks once more only to read the certificate that was refused; the response itself proves nothing. */
async function askIgnoringCertificate(
  request: LadderRequest,
  { failure }: FollowedRequest,
): Promise<Exchange | null> {
  if (!failure?.code.startsWith('CERTIFICATE_')) return null;
  const result = await request.outbound.send({
    method: 'HEAD',
    url: failure.url,
    isCertificateIgnored: true,
    timeoutMs: request.timeoutMs ?? TIMEOUT_MS,
    signal: request.signal,
  });
  return result.ok ? result.exchange : null;
}
