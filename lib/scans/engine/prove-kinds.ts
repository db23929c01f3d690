import type { RequestTemplate } from '../checks/check';
import type { Crawler } from './crawl/crawler';
import { pageKind } from './crawl/scope-url';
import { type Behaviour, behavesAlike, type FirstContacts } from './first-contacts';
import { grouped } from './hidden/grouped';
import { forEachAtOnce } from './requests/pacer';
import type { Submissions } from './saving/submissions';

/** Requests of one kind that are tried out, and of all kinds. */
const MAX_SAMPLE = 8;
const MAX_SAMPLES = 400;
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

const kindOf = (url: string): string => pageKind(new URL(url));
const requestKind = ({ method, url, body }: RequestTemplate): string =>
  JSON.stringify([method, kindOf(url), body.kind]);

/**
 * Decides about pages that were held because the first of their kind were built alike. A few requests of each such kind
 * get plain marks: where all do the same with them, they stand for the rest; where they do not, each page counts for itself and is
 * opened.
 */
export async function proveKinds(deps: ProveKindsDeps): Promise<void> {
  const { crawler, concurrency, isStopped } = deps;
  for (let round = 0; round < MAX_ROUNDS && !isStopped(); round++) {
    const held = crawler.frontier.heldKinds;
    if (held.size === 0) break;
    const apart = await findApart(deps, held);
    if (apart.size === 0) break;
    crawler.frontier.release(apart);
    await crawler.run([], concurrency);
  }
  crawler.frontier.closeHeld();
}

async function findApart(deps: ProveKindsDeps, held: ReadonlySet<string>): Promise<Set<string>> {
  const { crawler, contacts, submissions, concurrency, isStopped } = deps;
  const { frontier } = crawler;
  const isOfHeld = ({ url, pageUrl = url }: RequestTemplate) => held.has(kindOf(url)) || held.has(kindOf(pageUrl));
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
  const apart = new Set<string>();
  for (const sample of samples) {
    if (areAlike(sample.flatMap((template) => seen.get(template) ?? []))) continue;
    for (const { url, pageUrl = url } of sample)
      for (const kind of [kindOf(url), kindOf(pageUrl)]) if (!frontier.isApart(kind)) apart.add(kind);
  }
  return apart;
}

/** Whether nearly all of them do what most of them do. */
function areAlike(sample: readonly Behaviour[]): boolean {
  const most = Math.max(0, ...sample.map((one) => sample.filter((other) => behavesAlike(one, other)).length));
  return most >= ALIKE_SHARE * sample.length;
}
