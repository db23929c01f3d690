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
import type { ActiveJournal } from '../resume/active-journal';

/** Of all requests, to look for headers, cookies and names that matter. */
const HIDDEN_SHARE = 0.12;

export type FindPointsDeps = Omit<HiddenSearchDeps, 'names' | 'maxRequests' | 'concurrency'> & {
  plan: ScanPlan;
  checks: readonly Check[];
  crawler: Crawler | null;
  coverage: CoverageBook;
  missingUrl: string;
  /** What an earlier execution of this scan found. */
  journal: Pick<ActiveJournal, 'hidden'>;
};

/** The places that pages list, the likeliest first. */
export async function findPoints(deps: FindPointsDeps): Promise<InsertionPoint[]> {
  const { crawler, submissions, missingUrl } = deps;
  const requests = crawler?.requests ?? [];
  const pageUrls = crawler?.pageUrls ?? [];
  const documentUrls = [...(crawler?.scope.documents.values() ?? [])];
  const isDiverse = diversity(deps);
  const found = buildInsertionPoints({ requests, pageUrls, documentUrls, missingUrl, isDiverse });
  const names = await readNames(deps);
  const isTold = (template: RequestTemplate) => isWithoutValues(template) && names.names(template);
  const told = hiddenEndpoints(requests, isDiverse).filter(isTold);
  if (deps.checks.some(isProbing))
    await submissions.learn([...new Set([...found.map(({ template }) => template), ...told])], pageUrls);
  const listed = found
    .filter((point) => !submissions.isToken(point))
    .map((point) => ({ ...point, effect: submissions.readEffect(point.template) ?? point.effect }))
    // What saves takes texts as a whole.
    .filter(({ part, effect }) => part === undefined || effect === 'READS');
  noteSeen(listed, deps);
  return listed;
}

/**
 * Places that no page lists, and that one request an endpoint shows to matter.
 * @param listed those that pages list
 */
export async function findHiddenPoints(
  deps: FindPointsDeps,
  listed: readonly InsertionPoint[],
): Promise<InsertionPoint[]> {
  const { crawler, submissions, retriever } = deps;
  const hasActive = deps.checks.some(({ kind }) => kind === 'active');
  if (!hasActive || retriever.isStopped) return [];
  const reads = (template: RequestTemplate) =>
    (submissions.readEffect(template) ?? requestEffect(template).effect) === 'READS';
  const maxRequests = Math.ceil(deps.plan.maxRequests * HIDDEN_SHARE);
  const { concurrency } = deps.plan;
  const search = new HiddenSearch({ ...deps, names: await readNames(deps), maxRequests, concurrency });
  const endpoints = hiddenEndpoints(crawler?.requests ?? [], diversity(deps)).filter(reads);
  const last = Math.max(0, ...listed.map(({ id }) => Number(id)));
  const found = deps.journal.hidden ?? (await search.find(endpoints));
  if (!retriever.isStopped) deps.journal.hidden = found;
  const hidden = numberPoints(found, last);
  // Only requests that read are searched, whatever the words of one with another header say.
  const points = hidden.map((one) => ({ ...one, effect: 'READS' as const }));
  noteSeen(points, deps);
  return points;
}

/** A call that says nothing in its body: what it is asked for may stand in a header or a cookie. */
const isWithoutValues = ({ method, body }: RequestTemplate): boolean =>
  method === 'POST' &&
  ('fields' in body ? body.fields.length === 0 : body.kind === 'json' && body.text === '{}');

const readNames = ({ crawler }: FindPointsDeps): Promise<NameBook> => NameBook.read(crawler?.exchanges ?? []);

const diversity =
  ({ crawler }: FindPointsDeps) =>
  (url: string): boolean =>
    crawler?.frontier.countsForItself(url) ?? false;

function noteSeen(points: readonly InsertionPoint[], { coverage, missingUrl }: FindPointsDeps): void {
  for (const { id, location, name, url } of points) {
    // Headers, the error page and what is behind a path are tried on every site; they say nothing about how much of it was seen.
    const isEverywhere = location === 'HEADER' || url === missingUrl || isBehindPath({ location, name });
    if (!isEverywhere) coverage.parametersSeen.add(id);
  }
}
