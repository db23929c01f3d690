import type { Check, InsertionPoint } from '../checks/check';
import { isProbing } from './class-ledger';
import type { CoverageBook } from './coverage-book';
import type { Crawler } from './crawl/crawler';
import type { ScanSession } from './login/scan-session';
import { buildInsertionPoints } from './requests/insertion-points';
import { isBehindPath } from './requests/probe-request';
import type { Retriever } from './requests/retriever';
import type { Submissions } from './saving/submissions';

export type FoundParts = {
  checks: readonly Check[];
  crawler: Crawler | null;
  retriever: Retriever;
  session: ScanSession;
  coverage: CoverageBook;
  submissions: Submissions;
  missingUrl: string;
};

/** The insertion points of everything that was found, once it is known which of them save; all are noted as seen. */
export async function findPoints(parts: FoundParts): Promise<InsertionPoint[]> {
  const { crawler, retriever, session, coverage, submissions, missingUrl } = parts;
  const found = buildInsertionPoints({
    requests: crawler?.requests ?? [],
    pageUrls: crawler?.pageUrls ?? [],
    cookies: session.cookies(`${retriever.origin}/`),
    cookieHeader: session.cookieHeader(`${retriever.origin}/`),
    missingUrl,
    isDiverse: (kind) => crawler?.frontier.isDiverse(kind) ?? false,
  });
  if (parts.checks.some(isProbing))
    await submissions.learn([...new Set(found.map(({ template }) => template))]);
  const points = found
    .filter((point) => !submissions.isToken(point))
    .map((point) => ({ ...point, effect: submissions.effectOf(point.template) ?? point.effect }));
  for (const point of points) {
    // Headers, the error page and what is behind a path are tried on every site; they say nothing about how much of it was seen.
    const isEverywhere = point.location === 'HEADER' || point.url === missingUrl || isBehindPath(point);
    if (!isEverywhere) coverage.parametersSeen.add(point.id);
  }
  return points;
}
