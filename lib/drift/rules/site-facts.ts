import { type Exchange, headerValue, headerValues, type OutboundFailureCode } from '@/lib/http/exchange';
import type { LadderResult } from '@/lib/ownership/rules/ladder';
import { issuerText, namesText } from './certificate';
import { commonFacts, type Facts, LOOKED_AT_HEADERS } from './facts';
import { headerText } from './header-text';
import { storedText } from './stored-text';

/** The first page of a website with the redirects before it; `refusal` is why its certificate is not trusted. */
export type RootAnswer = { exchanges: readonly Exchange[]; refusal: OutboundFailureCode | null };

/** Of something in between that has too much to do, or is broken now: it says nothing about the website. */
export const isPassing = (status: number): boolean => status >= 500 || status === 429 || status === 408;

/** What is known after two requests for the first page and one for the verification file. */
export function siteFacts(
  [first, second]: readonly [RootAnswer, RootAnswer],
  { ladder, hostname }: { ladder: LadderResult | null; hostname: string },
): Facts {
  const file = ladder && fileFact(ladder);
  return {
    ...commonFacts(rootFacts(first, hostname), rootFacts(second, hostname)),
    ...(file === null ? {} : { FILE: file }),
  };
}

function rootFacts({ exchanges, refusal }: RootAnswer, hostname: string): Facts {
  const last = exchanges.at(-1);
  if (!last) return {};
  const { tls } = last.connection;
  const certificate = tls?.certificate ?? null;
  const { headers } = last.response;
  return {
    TRUST: tls === null ? 'PLAIN' : (refusal ?? 'TRUSTED'),
    ISSUER: certificate ? issuerText(certificate.issuer) : '',
    NAMES: certificate ? namesText(certificate.subjectAltNames, hostname) : '',
    ROOT: storedText(exchanges.map(describeHop).join('\n')),
    ...Object.fromEntries(
      LOOKED_AT_HEADERS.map((name) => [name, headerText(name, headerValues(headers, name))]),
    ),
  };
}

/** A response in a line: its status, and where it leads without what is made for one request. */
function describeHop({ request, response }: Exchange): string {
  const location = headerValue(response.headers, 'location');
  if (location === null || response.status < 300 || response.status >= 400) return String(response.status);
  if (!URL.canParse(location, request.url)) return `${response.status} ?`;
  const { origin, pathname } = new URL(location, request.url);
  return `${response.status} ${origin}${pathname.split(';', 1)[0]}`;
}

/** `HOLDS`, or the rung of the ladder that broke at the file itself; null where nothing was learned about it. */
function fileFact({ isProven, rungs }: LadderResult): string | null {
  if (isProven) return 'HOLDS';
  const failed = rungs.find(({ state }) => state === 'fail');
  if (!failed) return null;
  if (failed.rung === 'REDIRECTS') return failed.rung;
  // No answer, or a passing one, is no answer about the file.
  if (failed.error !== null || failed.seen === null || !FILE_RUNGS.has(failed.rung)) return null;
  return failed.rung === 'STATUS' && failed.seen && isPassing(failed.seen.status) ? null : failed.rung;
}

const FILE_RUNGS: ReadonlySet<string> = new Set(['STATUS', 'BODY', 'SOFT_404']);
