import type { RequestTemplate } from '../../checks/check';
import type { Crawler } from '../crawl/crawler';
import { folderBase, pageBase, pageKind } from '../crawl/scope-url';
import { grouped } from '../hidden/grouped';
import { forEachAtOnce } from '../requests/pacer';
import type { Submissions } from '../saving/submissions';
import { type Behaviour, behavesAlike, changesNothing, type FirstContacts } from './first-contacts';

/** Requests of one kind that are tried out, and of all kinds. */
const MAX_SAMPLE = 8;
const MAX_SAMPLES = 400;
/** Of pages of a folder whose parameters seem to do nothing. */
const MAX_FOLDER_SAMPLE = 40;
/** Of a sample: from here on the rest is noise, and the pages are one. */
const ALIKE_SHARE = 0.9;
const MAX_ROUNDS = 4;

export type ProveKindsDeps = {
  crawler: Crawler;
  contacts: FirstContacts;
  submissions: Submissions;
  concurrency: number;
  isStopped(): boolean;
};

const requestKind = ({ method, url, body }: RequestTemplate): string =>
  JSON.stringify([method, pageKind(new URL(url)), body.kind]);

/**
 * Decides about pages that were held because the first of their kind were built alike. A few requests of each such kind
 * get plain marks: where all do the same with them, they stand for the rest; where they do not, each page counts for
 * itself and is opened.
 */
export async function proveKinds(deps: ProveKindsDeps): Promise<void> {
  const { crawler, concurrency, isStopped } = deps;
  const { frontier } = crawler;
  for (let round = 0; round < MAX_ROUNDS && !isStopped(); round++) {
    const held = frontier.heldBases;
    if (held.size === 0) break;
    const [apart, telling] = [await findApart(deps, held), await findTelling(deps, held)];
    if (apart.length === 0 && telling.length === 0) break;
    frontier.release(apart);
    for (const base of telling) frontier.releaseBase(base);
    await crawler.run([], concurrency);
  }
  // What a page sends that counts for itself counts for itself.
  const isOwn = ({ url, pageUrl = url }: RequestTemplate) => frontier.countsForItself(pageUrl);
  frontier.release(crawler.requests.filter(isOwn).map(({ url }) => url));
  frontier.closeHeld();
}

/**
 * Of folders whose pages were held, those that do something with what they are asked for: each of their pages counts.
 * What changes nothing on forty pages (where a visitor came from, what is counted) is no reason to open thousands.
 */
async function findTelling(deps: ProveKindsDeps, held: ReadonlySet<string>): Promise<string[]> {
  const { crawler, contacts, concurrency, isStopped } = deps;
  const isHeld = ({ url }: RequestTemplate) => held.has(folderBase(url) ?? '');
  const groups = grouped(crawler.requests.filter(isHeld), ({ url }) => folderBase(url) ?? '');
  const telling = new Set<string>();
  const samples = groups.flatMap((group) => group.slice(0, MAX_FOLDER_SAMPLE));
  await forEachAtOnce(samples, concurrency, isStopped, async (template) => {
    const base = folderBase(template.url) ?? '';
    if (telling.has(base)) return;
    const status = crawler.kept.find(template.url)?.response.status;
    const behaviour = await contacts.readBehaviour(template);
    if (behaviour && (status === undefined || !changesNothing(behaviour, status))) telling.add(base);
  });
  return [...telling];
}

/** The addresses of requests, and of pages with them, that differ from others of their kind. */
async function findApart(deps: ProveKindsDeps, held: ReadonlySet<string>): Promise<string[]> {
  const { crawler, contacts, submissions, concurrency, isStopped } = deps;
  const isOfHeld = ({ url, pageUrl = url }: RequestTemplate) =>
    held.has(pageBase(url)) || held.has(pageBase(pageUrl));
  const samples = grouped(crawler.requests.filter(isOfHeld), requestKind)
    .filter((group) => group.length > 1)
    .map((group) => group.slice(0, MAX_SAMPLE));
  const chosen = samples.flat().slice(0, MAX_SAMPLES);
  await submissions.learn(chosen);
  const seen = new Map<RequestTemplate, Behaviour>();
  await forEachAtOnce(chosen, concurrency, isStopped, async (template) => {
    const behaviour = await contacts.readBehaviour(template);
    if (behaviour) seen.set(template, behaviour);
  });
  const areDifferent = (sample: readonly RequestTemplate[]) =>
    !areAlike(sample.flatMap((template) => seen.get(template) ?? []));
  return [...samples.filter(areDifferent), ...listUnlike(crawler.requests, held)]
    .flat()
    .flatMap(({ url, pageUrl = url }) => [url, pageUrl])
    .filter((url) => !crawler.frontier.isApart(url));
}

/** The requests of pages that look alike and send different things: of each, what no other page had sent before. */
function listUnlike(requests: readonly RequestTemplate[], held: ReadonlySet<string>): RequestTemplate[][] {
  const sent = requests.filter(({ pageUrl }) => pageUrl !== undefined && held.has(pageBase(pageUrl)));
  return grouped(sent, ({ pageUrl = '' }) => pageBase(pageUrl)).filter((group) => {
    const [first, ...others] = grouped(group, ({ pageUrl = '' }) => pageUrl).map(
      (own) => new Set(own.map(requestKind)),
    );
    return others.some((kinds) => first && [...kinds].every((kind) => !first.has(kind)));
  });
}

/** Whether nearly all of them do what most of them do. */
function areAlike(sample: readonly Behaviour[]): boolean {
  const most = Math.max(0, ...sample.map((one) => sample.filter((other) => behavesAlike(one, other)).length));
  return most >= ALIKE_SHARE * sample.length;
}
