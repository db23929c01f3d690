import { decodedBodyText } from '@/lib/http/decoded-body-text';
import type { Exchange } from '@/lib/http/exchange';
import type { RequestTemplate } from '../../checks/check';
import type { ScanSession } from '../login/scan-session';
import { type AnswerShape, isSameShape, readAnswerShape } from '../requests/answer-shape';
import type { Candidate } from '../requests/insertion-points';
import { forEachAtOnce } from '../requests/pacer';
import { withPlaceValue } from '../requests/place-part';
import { withValue } from '../requests/probe-request';
import type { Retriever } from '../requests/retriever';
import type { Submissions } from '../saving/submissions';
import { grouped } from './grouped';
import { hiddenCandidates } from './hidden-candidates';
import { NameBook } from './name-book';

/** Breaks every kind of literal behind a mark; no header, cookie or name needs it to be understood. */
const BREAKING = '\'"`\\';
/** Answers of a filter, or of a server that takes no such header. */
const REFUSING = new Set([400, 403, 405, 406, 418, 429, 431, 494, 501, 503]);
/** Endpoints that say the same before a place counts as one of the whole site, and the samples that are kept of it. */
const MIN_ENDPOINTS = 8;
const SITE_SHARE = 0.5;
const SITE_SAMPLES = 5;
const MAX_REQUESTS_IN_ENDPOINT = 18;
const NEAR_CHARACTERS = 24;

type Hit = { candidate: Candidate; near: string };
type Untouched = { shape: AnswerShape; noise: ReadonlySet<string> };

export type HiddenSearchDeps = {
  retriever: Retriever;
  session: ScanSession;
  submissions: Submissions;
  mark: () => string;
  /** What the crawl captured, by address. */
  exchanges: readonly Exchange[];
  maxRequests: number;
  concurrency: number;
};

/**
 * Looks for what no page lists as an input: headers, cookies and names of parameters. One request an endpoint carries a
 * mark in all of them; only what comes back, or makes the answer another one, is a place to probe.
 */
export class HiddenSearch {
  private readonly captured: ReadonlyMap<string, Exchange>;
  private readonly hits: Hit[] = [];
  private readonly changes = new Map<string, number>();
  private endpoints = 0;
  private requests = 0;
  private refusals = 0;
  private names: NameBook | null = null;

  constructor(private readonly deps: HiddenSearchDeps) {
    const pages = deps.exchanges.filter(({ request }) => request.method === 'GET');
    this.captured = new Map(pages.map((one) => [one.request.url, one]));
  }

  /** @param endpoints requests that only read, the likeliest first */
  async find(endpoints: readonly RequestTemplate[]): Promise<Candidate[]> {
    const { retriever, exchanges, concurrency, maxRequests } = this.deps;
    this.names = await NameBook.read(exchanges);
    const isOver = () => retriever.isStopped || this.requests >= maxRequests;
    await forEachAtOnce(endpoints, concurrency, isOver, (template) => this.askEndpoint(template));
    return this.withoutRepetition();
  }

  private async askEndpoint(template: RequestTemplate): Promise<void> {
    if (!this.names) return;
    const all = hiddenCandidates(template, this.names, this.deps.session);
    const open = all.filter((candidate) => !this.isOfWholeSite(candidate));
    this.endpoints += 1;
    for (const round of rounds(open)) await this.askRound(template, round);
  }

  private async askRound(template: RequestTemplate, round: readonly Candidate[]): Promise<void> {
    const ask = new Round(template, (group, isPlain) => this.send(template, group, isPlain));
    // A site that refused the signs several times would only refuse them again.
    const first = this.refusals < 3 ? await ask.with(round, false) : null;
    const before = this.captured.get(template.url) ?? (await this.untouched(template));
    if (!before) return;
    const isRefused = first !== null && isRefusal(first.answer, before);
    if (isRefused) this.refusals += 1;
    const trial = first && !isRefused ? first : await ask.with(round, true);
    if (!trial) return;
    const isPlain = trial !== first;
    for (const [candidate, near] of trial.backed) this.hits.push({ candidate, near });
    const values = [...trial.values, ...round.map(({ value }) => value)];
    const shape = readAnswerShape(trial.answer, values);
    const known = { shape: readAnswerShape(before, values), noise: new Set<string>() };
    const isLoose = trial.backed.size > 0;
    if (!differs(shape, known, isLoose)) return;
    const again = await this.untouched(template);
    if (!again) return;
    const steady = withNoise(known, readAnswerShape(again, values));
    if (!differs(shape, steady, isLoose)) return;
    const rest = round.filter((candidate) => !trial.backed.has(candidate));
    const changing = await ask.narrow(rest, isPlain, (one) =>
      differs(readAnswerShape(one.answer, [...one.values, ...values]), steady, one.backed.size > 0),
    );
    // Where nearly every place changes the answer, it is the signs that do.
    if (!isPlain && changing.length > 3 && changing.length > rest.length / 2) this.refusals += 1;
    else for (const candidate of changing) this.noteChange(candidate);
  }

  private noteChange(candidate: Candidate): void {
    const key = keyOf(candidate);
    this.changes.set(key, (this.changes.get(key) ?? 0) + 1);
    this.hits.push({ candidate, near: 'change' });
  }

  private isOfWholeSite(candidate: Candidate): boolean {
    const changes = this.changes.get(keyOf(candidate)) ?? 0;
    return changes >= SITE_SAMPLES && changes > SITE_SHARE * this.endpoints;
  }

  /** What came back in the same words on most endpoints belongs to the frame around all pages: a few samples stand for it. */
  private withoutRepetition(): Candidate[] {
    const groups = grouped(this.hits, ({ candidate, near }) => `${keyOf(candidate)} ${near}`);
    return groups.flatMap((group) => {
      const isFrame = this.endpoints >= MIN_ENDPOINTS && group.length > SITE_SHARE * this.endpoints;
      return (isFrame ? group.slice(0, SITE_SAMPLES) : group).map(({ candidate }) => candidate);
    });
  }

  private untouched(template: RequestTemplate): Promise<Exchange | null> {
    this.requests += 1;
    return this.deps.submissions.sendChanged(template, (base) => base);
  }

  private async send(
    template: RequestTemplate,
    group: readonly Candidate[],
    isPlain: boolean,
  ): Promise<Trial | null> {
    const { submissions, session, mark } = this.deps;
    const sent = new Map(group.map((candidate) => [candidate, mark()] as const));
    const written = ({ location, value }: Candidate, one: string) =>
      `${location === 'HEADER' ? value : ''}${one}${isPlain ? '' : BREAKING}`;
    this.requests += 1;
    const answer = await submissions.sendChanged(template, (base) => {
      const cookies = group.some(({ location }) => location === 'COOKIE');
      const own = cookies ? withValue(base, 'HEADER', 'Cookie', session.cookieHeader(base.url)) : base;
      return [...sent].reduce(
        (request, [candidate, one]) => withPlaceValue(request, candidate, written(candidate, one)),
        own,
      );
    });
    if (!answer) return null;
    const text = decodedBodyText(answer).toLowerCase();
    const backed = new Map<Candidate, string>();
    for (const [candidate, one] of sent) {
      const at = text.indexOf(one);
      if (at !== -1) backed.set(candidate, text.slice(Math.max(0, at - NEAR_CHARACTERS), at));
    }
    return { answer, values: [...sent].map(([candidate, one]) => written(candidate, one)), backed };
  }
}

/** `backed`: what came back, with the words before it. */
type Trial = { answer: Exchange; values: string[]; backed: ReadonlyMap<Candidate, string> };
type SendGroup = (group: readonly Candidate[], isPlain: boolean) => Promise<Trial | null>;

/** What is asked of one endpoint about one set of places. */
class Round {
  private left = MAX_REQUESTS_IN_ENDPOINT;

  constructor(
    readonly template: RequestTemplate,
    private readonly send: SendGroup,
  ) {}

  with(group: readonly Candidate[], isPlain: boolean): Promise<Trial | null> {
    this.left -= 1;
    return this.send(group, isPlain);
  }

  /** Those of a group that changes the answer which do so by themselves, by halves. */
  async narrow(
    group: readonly Candidate[],
    isPlain: boolean,
    isChanged: (trial: Trial) => boolean,
  ): Promise<Candidate[]> {
    if (group.length <= 1) return [...group];
    const middle = Math.ceil(group.length / 2);
    const found: Candidate[] = [];
    for (const half of [group.slice(0, middle), group.slice(middle)]) {
      const trial = this.left > 0 ? await this.with(half, isPlain) : null;
      if (trial && isChanged(trial)) found.push(...(await this.narrow(half, isPlain, isChanged)));
    }
    return found;
  }
}

const keyOf = ({ location, name }: Candidate): string => `${location} ${name}`;

const isRefusal = (answer: Exchange, before: Exchange): boolean =>
  REFUSING.has(answer.response.status) && answer.response.status !== before.response.status;

/** Words that one of two equal requests was answered with and the other was not. */
function withNoise({ shape }: Untouched, again: AnswerShape): Untouched {
  return { shape: again, noise: unshared(shape.words, again.words) };
}

function unshared(some: ReadonlySet<string>, others: ReadonlySet<string>): Set<string> {
  return new Set([
    ...[...some].filter((word) => !others.has(word)),
    ...[...others].filter((word) => !some.has(word)),
  ]);
}

/** @param isLoose a page that repeats what it was sent says other words around it */
function differs(shape: AnswerShape, { shape: known, noise }: Untouched, isLoose: boolean): boolean {
  if (shape.status !== known.status || shape.target !== known.target) return true;
  if (isLoose) return !isSameShape(shape, known);
  return [...unshared(shape.words, known.words)].some((word) => !noise.has(word));
}

/** Parts of one value cannot be sent together: each round holds one of them. */
function rounds(candidates: readonly Candidate[]): Candidate[][] {
  const found: Candidate[][] = [];
  const counts = new Map<string, number>();
  for (const candidate of candidates) {
    const { part, location } = candidate;
    const key = part?.kind === 'INSIDE' ? `${location} ${part.of}` : keyOf(candidate);
    const index = counts.get(key) ?? 0;
    counts.set(key, index + 1);
    found[index] = [...(found[index] ?? []), candidate];
  }
  return found;
}
