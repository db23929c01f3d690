import type { Check, InsertionPoint, RequestTemplate } from '../../checks/check';
import type { ScanPlan } from '../../rules/plan';
import { isProbing } from '../class-ledger';
import type { CoverageBook } from '../coverage-book';
import type { Crawler } from '../crawl/crawler';
import { requestEffect } from '../danger/request-effect';
import { hiddenEndpoints } from '../hidden/hidden-endpoints';
import { HiddenSearch, type HiddenSearchDeps } from '../hidden/hidden-search';
import { NameBook } from '../hidden/name-book';
import { buildInsertionPoints, numberPoints } from '../requests/insertion-points';
import { isBehindPath } from '../requests/probe-request';

/** Of all requests, to look for headers, cookies and names that matter. */
const HIDDEN_SHARE = 0.12;

export type FindPointsDeps = Omit<HiddenSearchDeps, 'names' | 'maxRequests' | 'concurrency'> & {
  plan: ScanPlan;
  checks: readonly Check[];
  crawler: Crawler | null;
  coverage: CoverageBook;
  missingUrl: string;
};

/** All places of what the crawl found: those that pages list, and those that one request an endpoint shows to matter. */
export async function findPoints(deps: FindPointsDeps): Promise<InsertionPoint[]> {
  const points = await collectPoints(deps);
  for (const { id, location, name, url } of points) {
    // Headers, the error page and what is behind a path are tried on every site; they say nothing about how much of it was seen.
    const isEverywhere = location === 'HEADER' || url === deps.missingUrl || isBehindPath({ location, name });
    if (!isEverywhere) deps.coverage.parametersSeen.add(id);
  }
  return points;
}

/** A call that says nothing in its body: what it is asked for may stand in a header or a cookie. */
const isWithoutValues = ({ method, body }: RequestTemplate): boolean =>
  method === 'POST' &&
  ('fields' in body ? body.fields.length === 0 : body.kind === 'json' && body.text === '{}');

async function collectPoints(deps: FindPointsDeps): Promise<InsertionPoint[]> {
  const { crawler, submissions, missingUrl, retriever } = deps;
  const requests = crawler?.requests ?? [];
  const isDiverse = (url: string) => crawler?.frontier.countsForItself(url) ?? false;
  const pageUrls = crawler?.pageUrls ?? [];
  const documentUrls = [...(crawler?.scope.documents.values() ?? [])];
  const found = buildInsertionPoints({ requests, pageUrls, documentUrls, missingUrl, isDiverse });
  const names = await NameBook.read(crawler?.exchanges ?? []);
  const endpoints = hiddenEndpoints(requests, isDiverse);
  const isTold = (template: RequestTemplate) => isWithoutValues(template) && names.names(template);
  if (deps.checks.some(isProbing))
    await submissions.learn(
      [...new Set([...found.map(({ template }) => template), ...endpoints.filter(isTold)])],
      pageUrls,
    );
  const listed = found
    .filter((point) => !submissions.isToken(point))
    .map((point) => ({ ...point, effect: submissions.readEffect(point.template) ?? point.effect }))
    // What saves takes texts as a whole.
    .filter(({ part, effect }) => part === undefined || effect === 'READS');
  const hasActive = deps.checks.some(({ kind }) => kind === 'active');
  if (!hasActive || retriever.isStopped) return listed;
  const reads = (template: RequestTemplate) =>
    (submissions.readEffect(template) ?? requestEffect(template).effect) === 'READS';
  const maxRequests = Math.ceil(deps.plan.maxRequests * HIDDEN_SHARE);
  const { concurrency } = deps.plan;
  const search = new HiddenSearch({ ...deps, names, maxRequests, concurrency });
  const hidden = await search.find(endpoints.filter(reads));
  // Only requests that read are searched, whatever the words of one with another header say.
  return [
    ...listed,
    ...numberPoints(hidden, found.length).map((one) => ({ ...one, effect: 'READS' as const })),
  ];
}
