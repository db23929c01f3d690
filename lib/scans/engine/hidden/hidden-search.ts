import { decodedBodyText } from '@/lib/http/decoded-body-text';
import type { Exchange } from '@/lib/http/exchange';
import type { RequestTemplate } from '../../checks/check';
import { toFolderTemplate } from '../crawl/scope-url';
import type { ScanSession } from '../login/scan-session';
import type { FirstContacts } from '../places/first-contacts';
import type { Candidate } from '../requests/insertion-points';
import { forEachAtOnce } from '../requests/pacer';
import { withPlaceValue } from '../requests/place-part';
import { withValue } from '../requests/probe-request';
import { readResponseShape } from '../requests/response-shape';
import type { Retriever } from '../requests/retriever';
import type { Submissions } from '../saving/submissions';
import { grouped } from './grouped';
import { hiddenCandidates } from './hidden-candidates';
import type { NameBook } from './name-book';
import { differs, type SteadyPage, withNoise } from './page-noise';
import { type Trial, TrialRound } from './trial-round';

/** Breaks every kind of literal behind a mark; no header, cookie or name needs it to be understood. */
const BREAKING = '\'"`\\';
/** Answers of a filter, or of a server that takes no such header. */
const REFUSING = new Set([400, 403, 405, 406, 418, 429, 431, 494, 501, 503]);
/** Endpoints that say the same before a place counts as one of the whole site, and the samples that are kept of it. */
const MIN_ENDPOINTS = 8;
const SITE_SHARE = 0.5;
const SITE_SAMPLES = 5;
const MAX_REFUSALS = 3;
/** Pages of a folder that are asked before those that read nothing hidden stand for the rest. */
const MIN_ASKED = 30;
const NEAR_CHARACTERS = 24;

type Hit = { candidate: Candidate; near: string };

export type HiddenSearchDeps = {
  retriever: Retriever;
  session: ScanSession;
  submissions: Submissions;
  contacts: FirstContacts;
  mark: () => string;
  names: NameBook;
  maxRequests: number;
  concurrency: number;
};

/**
 * Looks for what no page lists as an input: headers, cookies and names of parameters. One request an endpoint carries a
 * mark in all of them; only what comes back, or makes the response another one, is a place to probe.
 */
export class HiddenSearch {
  private readonly hits: Hit[] = [];
  private readonly changes = new Map<string, number>();
  private endpoints = 0;
  private requests = 0;
  private refusals = 0;
  private readonly plain = new Set<string>();

  constructor(private readonly deps: HiddenSearchDeps) {}

  /** @param endpoints requests that only read, the likeliest first */
  async find(endpoints: readonly RequestTemplate[]): Promise<Candidate[]> {
    const { retriever, concurrency, maxRequests } = this.deps;
    const isOver = () => retriever.isStopped || this.requests >= maxRequests;
    await forEachAtOnce(endpoints, concurrency, isOver, (template) => this.askEndpoint(template));
    return this.withoutRepetition();
  }

  /** Of pages that take no values, by their folder: how many were asked, and how many read one of the hidden places. */
  private readonly folders = new Map<string, { asked: number; reading: number }>();

  /** Pages that take no values and read nothing hidden stand for others of their folder. */
  private isBarren(template: RequestTemplate): boolean {
    const folder = this.folders.get(toFolderTemplate(new URL(template.url)));
    return folder !== undefined && folder.asked >= MIN_ASKED && folder.reading === 0;
  }

  private async askEndpoint(template: RequestTemplate): Promise<void> {
    const isPage = template.body.kind === 'none' && !template.url.includes('?');
    if (isPage && this.isBarren(template)) return;
    const before = this.hits.length;
    await this.askPlaces(template);
    if (!isPage) return;
    const name = toFolderTemplate(new URL(template.url));
    const { asked, reading } = this.folders.get(name) ?? { asked: 0, reading: 0 };
    this.folders.set(name, { asked: asked + 1, reading: reading + (this.hits.length > before ? 1 : 0) });
  }

  private async askPlaces(template: RequestTemplate): Promise<void> {
    const all = hiddenCandidates(template, this.deps.names, this.deps.session);
    const open = all.filter((candidate) => !this.isOfWholeSite(candidate));
    this.endpoints += 1;
    for (const round of rounds(open)) await this.askRound(template, round);
  }

  private async askRound(template: RequestTemplate, round: readonly Candidate[]): Promise<void> {
    const ask = new TrialRound((group) => this.send(template, group));
    const before = await this.deps.contacts.baseline(template);
    const trial = before && (await this.arriving(ask, round, before));
    if (!trial) return;
    for (const [candidate, near] of trial.backed) this.hits.push({ candidate, near });
    const values = [...trial.values, ...round.map(({ value }) => value)];
    const shape = readResponseShape(trial.exchange, values);
    const known = { shape: readResponseShape(before, values), noise: new Set<string>() };
    const isLoose = trial.backed.size > 0;
    if (!differs(shape, known, isLoose)) return;
    const steady = await this.steadied(template, known, values);
    if (!steady || !differs(shape, steady, isLoose)) return;
    const rest = round.filter((candidate) => !trial.backed.has(candidate));
    const changing = await ask.narrow(rest, (one) =>
      differs(readResponseShape(one.exchange, [...one.values, ...values]), steady, one.backed.size > 0),
    );
    // Where nearly every place changes the response, it is the signs that do.
    if (
      changing.length > 3 &&
      changing.length > rest.length / 2 &&
      !changing.every((one) => this.isPlain(one))
    )
      this.takePlain(changing);
    else for (const candidate of changing) this.noteChange(candidate);
  }

  /** A response that is no refusal of the signs: what is refused with them gets plain marks from now on. */
  private async arriving(
    ask: TrialRound,
    round: readonly Candidate[],
    before: Exchange,
  ): Promise<Trial | null> {
    const first = await ask.with(round);
    if (first && !isRefusal(first.exchange, before)) return first;
    const open = round.filter((candidate) => !this.isPlain(candidate));
    if (open.length === 0) return first;
    const refused = first
      ? await ask.narrow(open, ({ exchange: response }) => isRefusal(response, before))
      : [];
    const isFew = refused.length > 0 && refused.length <= open.length / 2;
    if (!isFew) this.refusals += 1;
    this.takePlain(isFew ? refused : open);
    return ask.with(round);
  }

  private takePlain(candidates: readonly Candidate[]): void {
    for (const candidate of candidates) this.plain.add(candidateKind(candidate));
  }

  /** A site that refused the signs in most places several times would only refuse them again. */
  private isPlain(candidate: Candidate): boolean {
    return this.refusals >= MAX_REFUSALS || this.plain.has(candidateKind(candidate));
  }

  private noteChange(candidate: Candidate): void {
    const key = candidateKey(candidate);
    this.changes.set(key, (this.changes.get(key) ?? 0) + 1);
    this.hits.push({ candidate, near: 'change' });
  }

  private isOfWholeSite(candidate: Candidate): boolean {
    const changes = this.changes.get(candidateKey(candidate)) ?? 0;
    return changes >= SITE_SAMPLES && changes > SITE_SHARE * this.endpoints;
  }

  /** What came back in the same words on most endpoints belongs to the frame around all pages: a few samples stand for it. */
  private withoutRepetition(): Candidate[] {
    const groups = grouped(this.hits, ({ candidate, near }) => `${candidateKey(candidate)} ${near}`);
    return groups.flatMap((group) => {
      const isFrame = this.endpoints >= MIN_ENDPOINTS && group.length > SITE_SHARE * this.endpoints;
      return (isFrame ? group.slice(0, SITE_SAMPLES) : group).map(({ candidate }) => candidate);
    });
  }

  /** What the page says now and what of that changes by itself; since it was first seen, cookies may have made it another one. */
  private async steadied(
    template: RequestTemplate,
    known: SteadyPage,
    values: readonly string[],
  ): Promise<SteadyPage | null> {
    const again = await this.untouched(template);
    if (!again) return null;
    const shape = readResponseShape(again, values);
    if (!differs(shape, known, false)) return withNoise(known, shape);
    const third = await this.untouched(template);
    return third && withNoise({ shape, noise: new Set() }, readResponseShape(third, values));
  }

  private untouched(template: RequestTemplate): Promise<Exchange | null> {
    this.requests += 1;
    return this.deps.submissions.sendChanged(template, (base) => base);
  }

  private async send(template: RequestTemplate, group: readonly Candidate[]): Promise<Trial | null> {
    const { submissions, session, mark } = this.deps;
    const sent = new Map(group.map((candidate) => [candidate, mark()] as const));
    const written = (candidate: Candidate, one: string) => {
      const { location, name, value } = candidate;
      // A host with other signs is none for any server.
      if (location === 'HEADER' && /host$/i.test(name)) return `${one}.${value}`;
      return `${location === 'HEADER' ? value : ''}${one}${this.isPlain(candidate) ? '' : BREAKING}`;
    };
    this.requests += 1;
    const exchange = await submissions.sendChanged(template, (base) => {
      const cookies = group.some(({ location }) => location === 'COOKIE');
      const own = cookies ? withValue(base, 'HEADER', 'Cookie', session.cookieHeader(base.url)) : base;
      return [...sent].reduce(
        (request, [candidate, one]) => withPlaceValue(request, candidate, written(candidate, one)),
        own,
      );
    });
    if (!exchange) return null;
    const text = decodedBodyText(exchange).toLowerCase();
    const backed = new Map<Candidate, string>();
    for (const [candidate, one] of sent) {
      const at = text.indexOf(one);
      if (at !== -1) backed.set(candidate, text.slice(Math.max(0, at - NEAR_CHARACTERS), at));
    }
    return { exchange, values: [...sent].map(([candidate, one]) => written(candidate, one)), backed };
  }
}

const candidateKey = ({ location, name }: Candidate): string => `${location} ${name}`;

/** Names of parameters are refused or taken alike, whichever parameter they are of. */
const candidateKind = (candidate: Candidate): string =>
  candidate.part?.kind === 'NAME' ? `${candidate.location} name` : candidateKey(candidate);

const isRefusal = (response: Exchange, before: Exchange): boolean =>
  REFUSING.has(response.response.status) && response.response.status !== before.response.status;

/** Parts of one value cannot be sent together: each round holds one of them. */
function rounds(candidates: readonly Candidate[]): Candidate[][] {
  const found: Candidate[][] = [];
  const counts = new Map<string, number>();
  for (const candidate of candidates) {
    const { part, location } = candidate;
    const key = part?.kind === 'INSIDE' ? `${location} ${part.of}` : candidateKey(candidate);
    const index = counts.get(key) ?? 0;
    counts.set(key, index + 1);
    found[index] = [...(found[index] ?? []), candidate];
  }
  return found;
}
