import { pathTemplate } from '@/lib/findings/rules/path-template';
import type { InsertionPoint, RequestTemplate } from '../../checks/check';
import type { RetestTarget } from '../../rules/retest';
import type { Crawler } from '../crawl/crawler';
import { isDangerousLink } from '../danger/danger';
import { hiddenCandidates } from '../hidden/hidden-candidates';
import { NameBook } from '../hidden/name-book';
import type { ScanSession } from '../login/scan-session';
import { buildInsertionPoints, type Candidate, numberPoints } from '../requests/insertion-points';
import { readSource } from './source-request';

const MAX_REQUESTS = 5;

/** Whether a request is the one that a finding is about, whatever its values. */
export function isRequestOfTarget({ method, url }: RequestTemplate, target: RetestTarget): boolean {
  const [own, wanted] = [new URL(url), new URL(target.url)];
  return (
    method === target.method &&
    own.origin === wanted.origin &&
    pathTemplate(own.pathname) === pathTemplate(wanted.pathname)
  );
}

export const isPlaceOfTarget = (point: InsertionPoint, target: RetestTarget): boolean =>
  isRequestOfTarget(point.template, target) &&
  point.location === target.parameter?.location &&
  point.name === target.parameter.name;

/** The requests of a finding: as the pages have them now, else as it was found. */
export function findRequests(target: RetestTarget, crawler: Crawler): RequestTemplate[] {
  const { method, url } = target;
  const found = crawler.requests.filter((template) => isRequestOfTarget(template, target));
  const isSame = (template: RequestTemplate) => template.method === 'GET' && template.url === url;
  const own: RequestTemplate[] =
    method === 'GET' && !found.some(isSame) ? [{ method, url, headers: [], body: { kind: 'none' } }] : [];
  const source = found.length === 0 && method !== 'GET' ? readSource(target) : null;
  const kept = source && isRequestOfTarget(source, target) ? [source] : [];
  const others = found.filter((one) => !isSame(one));
  // A report is a file that anybody may have changed: it names nothing that the crawl would not send.
  const isSafe = (template: RequestTemplate) =>
    crawler.scope.admitsCall(template, template.form ? [template.form.words] : []) &&
    !isDangerousLink(template.url);
  return [...found.filter(isSame), ...own.filter(isSafe), ...others, ...kept.filter(isSafe)].slice(
    0,
    MAX_REQUESTS,
  );
}

/** The places of the findings: those that requests list, and headers, cookies and names that no page lists. */
export async function buildRetestPoints(
  requests: readonly RequestTemplate[],
  targets: readonly RetestTarget[],
  { crawler, session, missingUrl }: { crawler: Crawler; session: ScanSession; missingUrl: string },
): Promise<InsertionPoint[]> {
  const names = await NameBook.read(crawler.exchanges);
  const found = new Map<string, InsertionPoint>();
  for (const target of targets) {
    const own = requests.filter((template) => isRequestOfTarget(template, target));
    const pageUrls = own.filter(({ method }) => method === 'GET').map(({ url }) => url);
    const listed = buildInsertionPoints({
      ...{ requests: own, pageUrls, missingUrl },
      documentUrls: pageUrls,
      isDiverse: () => true,
    });
    const hidden = own.flatMap((template) => [
      ...hiddenCandidates(template, names, session),
      ...namedPlace(template, target),
    ]);
    for (const point of [...listed, ...numberPoints(hidden, 0)].filter((one) => isPlaceOfTarget(one, target)))
      found.set(JSON.stringify([point.template, point.location, point.name]), point);
  }
  return [...found.values()].map((point, index) => ({ ...point, id: String(index + 1) }));
}

/** A header or cookie that a finding names and nothing on the page names now. */
const namedPlace = (template: RequestTemplate, { parameter }: RetestTarget): Candidate[] =>
  parameter?.location === 'HEADER' || parameter?.location === 'COOKIE'
    ? [{ location: parameter.location, name: parameter.name, value: '', template }]
    : [];
