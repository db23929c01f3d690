import { bodyText } from '@/lib/http/body-text';
import type { Exchange } from '@/lib/http/exchange';
import { redirectTarget } from '@/lib/http/follow-redirects';
import type { InertTrial, InsertionPoint, RequestEffect, RequestTemplate } from '../checks/check';
import type { LeftBehind, NotTestedReason } from '../rules/result';
import { isSameShape, shapeOf } from './answer-shape';
import { isPrefilled, textPlaces, withStoredValues, withTexts } from './form-requests';
import { FormSender } from './form-sender';
import { soundsExpired, TOKEN_FIELD } from './form-tokens';
import { requestOf, withValue } from './probe-request';
import type { Retriever } from './retriever';
import type { Session } from './session';
import { type InertRound, SubmissionPlace } from './submission-place';
import { holdsMark, keepingOf } from './submission-signs';

/** A page and a submission for each place that is put back. */
const PUT_BACK_REQUESTS = 2;

export type SubmissionDeps = {
  retriever: Retriever;
  session: Session;
  mark(): string;
  /** What all marks of the scan begin with. */
  markPrefix: string;
  /** The page as the crawl saw it. */
  captured(url: string): Exchange | null;
  /** Keeps outside of this process what has to be put back if it dies; resolves when that is safe. */
  keepPutBack(requests: readonly RequestTemplate[]): Promise<void>;
};

type Place = SubmissionPlace<Exchange>;

/**
 * Knows what submissions do. Before any probe each form is sent once with plain marks, and the pages around it show
 * whether it keeps them; places that save get inert marks only, a stated number of times, and their own values last.
 */
export class Submissions {
  private readonly places = new Map<RequestTemplate, Place>();
  private readonly sender: FormSender;
  private readonly earlier: LeftBehind[] = [];
  private stillOpen: RequestTemplate[] = [];

  constructor(private readonly deps: SubmissionDeps) {
    this.sender = new FormSender(deps.retriever, deps.session);
  }

  async learn(requests: readonly RequestTemplate[]): Promise<void> {
    for (const template of requests.filter(isSubmitted))
      this.places.set(template, new SubmissionPlace(template));
    const tried = [...this.places.values()].filter(needsTrial);
    this.deps.retriever.reserved += PUT_BACK_REQUESTS * tried.length;
    if (tried.length > 0) await this.keep(tried);
    for (const place of tried) if (!this.isStopped) await this.tryOut(place);
    await this.readStartPage(tried);
    for (const place of this.places.values()) if (!this.isStopped) await this.learnTokens(place);
    if (tried.length > 0) await this.keep(this.open);
  }

  effectOf(template: RequestTemplate): RequestEffect | null {
    return this.places.get(template)?.effect ?? null;
  }

  /** A field that the site fills anew for each submission is no place for a value of ours. */
  isToken({ template, name }: Pick<InsertionPoint, 'template' | 'name'>): boolean {
    return this.places.get(template)?.tokenNames.has(name) ?? false;
  }

  /** Null when the place is no submission that needs care: the caller sends by itself. */
  async send(point: InsertionPoint, value: string | null): Promise<{ answer: Exchange | null } | null> {
    const place = this.places.get(point.template);
    if (!place) return null;
    const build = (base: RequestTemplate) =>
      value === null ? base : withValue(base, point.location, point.name, value);
    if (!place.renews) return { answer: await this.deps.retriever.send(requestOf(build(place.current))) };
    let answer = await this.sender.sendFresh(place.template, build);
    if (answer && this.isExpired(place, answer)) answer = await this.sender.sendFresh(place.template, build);
    if (answer && this.isExpired(place, answer)) place.expiredAt.add(point.name);
    return { answer };
  }

  /** What the place shows of one round of inert marks; all its text fields share a submission. */
  async inert(point: InsertionPoint, round: number): Promise<InertTrial | null> {
    const place = this.places.get(point.template);
    if (place?.effect !== 'SAVES') return null;
    const known = place.rounds.get(round) ?? this.submitInert(place);
    place.rounds.set(round, known);
    const result = await known;
    const mark = result?.marks.get(point.name);
    return result && mark ? { ...mark, pages: result.pages } : null;
  }

  gapOf({ template, name }: Pick<InsertionPoint, 'template' | 'name'>): NotTestedReason | null {
    const place = this.places.get(template);
    return place?.isExpired || place?.expiredAt.has(name) ? 'FORM_EXPIRED' : null;
  }

  /** Sends every place that still holds marks its own values, as long as `signal` allows. */
  async putBack(signal: AbortSignal): Promise<void> {
    const { open } = this;
    await Promise.all(
      open.map(async (place) => {
        place.wasPutBack = await this.sender.putBack(place.untouched, [...place.marks.values()], signal);
      }),
    );
    if (open.length > 0) await this.keep(this.open);
  }

  /** What an earlier run of the scan could not put back any more: before anything else is asked. */
  async putBackFirst(requests: readonly RequestTemplate[], signal: AbortSignal): Promise<void> {
    const still: RequestTemplate[] = [];
    for (const request of requests) {
      const wasPutBack = await this.sender.putBack(request, [], signal);
      if (!wasPutBack) still.push(request);
      const { method, url } = request;
      this.earlier.push({ method, url, parameter: null, mark: this.deps.markPrefix, count: 1, wasPutBack });
    }
    this.stillOpen = still;
    if (requests.length > 0) await this.deps.keepPutBack(still);
  }

  get leftBehind(): LeftBehind[] {
    return [...this.earlier, ...[...this.places.values()].flatMap((place) => place.leftBehind)];
  }

  private get open(): Place[] {
    return [...this.places.values()].filter((place) => place.needsPutBack);
  }

  private keep(places: readonly Place[]): Promise<void> {
    return this.deps.keepPutBack([...this.stillOpen, ...places.map(({ untouched }) => untouched)]);
  }

  private get isStopped(): boolean {
    return this.deps.retriever.isStopped;
  }

  private isExpired({ expiredShape }: Place, answer: Exchange): boolean {
    return expiredShape !== null && isSameShape(shapeOf(answer), expiredShape);
  }

  private async read(url: string | undefined): Promise<Exchange | null> {
    return url === undefined ? null : this.deps.retriever.send({ method: 'GET', url, keepsCookies: true });
  }

  /** One submission with a plain mark in each text field, and untouched reads around it. */
  private async tryOut(place: Place): Promise<void> {
    const { template } = place;
    const { retriever, captured } = this.deps;
    const isJson = template.body.kind === 'json';
    const stored = isJson ? await this.read(template.url) : null;
    if (stored) place.untouched = withStoredValues(place.untouched, bodyText(stored));
    const base = isJson || isPrefilled(template) ? place.untouched : template;
    const texts = new Map(textPlaces(base).map(({ name }) => [name, this.deps.mark()] as const));
    const fresh = await this.sender.fresh(template, base);
    for (const [name, mark] of texts) place.marks.set(name, mark);
    place.submissions += 1;
    const answer = await retriever.send(requestOf(withTexts(fresh.request, texts)));
    if (!answer) return;
    const marks = [...texts.values()];
    const after = await this.read(template.pageUrl);
    const target = redirectTarget(answer);
    const later = [
      target && !marks.some((mark) => target.href.includes(mark)) ? await this.read(target.href) : null,
      isJson ? await this.read(template.url) : null,
    ].filter((page) => page !== null);
    const before = fresh.page;
    const seen = template.pageUrl ? captured(template.pageUrl) : null;
    place.keeping = keepingOf({ template, marks, answer, captured: seen, before, after, later });
    for (const page of [...(after ? [after] : []), ...later])
      if (holdsMark(page, marks)) place.showing.add(page.request.url);
    for (const name of this.sender.changedNames(template, [seen, before, after])) place.tokenNames.add(name);
    place.isExpired = place.keeping === null && soundsExpired(answer);
    const isRefused = answer.response.status >= 400 || place.isExpired;
    if (place.keeping !== null) place.effect = 'SAVES';
    else if (!place.isCertain && !isRefused) place.effect = 'READS';
  }

  /** Start pages list what is new: one read for all marks. */
  private async readStartPage(tried: readonly Place[]): Promise<void> {
    const url = this.deps.retriever.canaryUrl;
    const page = tried.length > 0 && !this.isStopped ? await this.read(url) : null;
    if (!page) return;
    for (const place of tried.filter(({ marks }) => holdsMark(page, [...marks.values()]))) {
      place.effect = 'SAVES';
      place.keeping ??= isPrefilled(place.template) ? 'UNSEEN' : 'ADDS';
      place.showing.add(url);
    }
  }

  /** Whether a place that reads needs a token of its own for each probe: the same submission twice tells. */
  private async learnTokens(place: Place): Promise<void> {
    const { template } = place;
    if (place.effect === 'SAVES' || place.isExpired || template.pageUrl === undefined) return;
    const { captured } = this.deps;
    if (!place.tokenNames.size && !this.sender.mayNeedTokens(template)) return;
    const fresh = await this.sender.fresh(template, template);
    if (!fresh.page) return;
    const changed = this.sender.changedNames(template, [captured(template.pageUrl), fresh.page]);
    for (const name of changed) place.tokenNames.add(name);
    place.current = fresh.request;
    const isNamed = (template.form?.fields ?? []).some(({ name }) => TOKEN_FIELD.test(name));
    if (place.tokenNames.size === 0 && !isNamed && !fresh.hasHeaderToken) return;
    const first = await this.deps.retriever.send(requestOf(fresh.request));
    const again = await this.deps.retriever.send(requestOf(fresh.request));
    if (!first || !again) return;
    place.renews = !isSameShape(shapeOf(first), shapeOf(again));
    place.expiredShape = place.renews ? shapeOf(again) : null;
    place.isExpired = !place.renews && soundsExpired(first);
  }

  private async submitInert(place: Place): Promise<InertRound<Exchange> | null> {
    if (!place.maySubmit || this.isStopped || place.isExpired || place.template.method === 'GET') return null;
    const { template } = place;
    const base = template.body.kind === 'json' || isPrefilled(template) ? place.untouched : template;
    const marks = new Map(
      textPlaces(base).map(
        ({ name }) => [name, { text: this.deps.mark(), element: this.deps.mark() }] as const,
      ),
    );
    if (marks.size === 0) return null;
    const texts = new Map([...marks].map(([name, { text, element }]) => [name, `${text}<${element}>`]));
    place.submissions += 1;
    const answer = await this.sender.sendFresh(template, (request) => withTexts(request, texts), base);
    if (!answer) return null;
    const target = redirectTarget(answer)?.href;
    const urls = new Set([target, template.pageUrl, ...place.showing].filter((url) => url !== undefined));
    const pages = [answer];
    for (const url of urls) {
      const page = await this.read(url);
      if (page) pages.push(page);
    }
    return { marks, pages };
  }
}

/** Everything but plain links: submissions, and forms whose address carries hidden fields. */
const isSubmitted = ({ method, form }: RequestTemplate): boolean =>
  method !== 'GET' || (form?.fields ?? []).some(({ type }) => type === 'hidden');

const needsTrial = ({ template, effect, isCertain }: Place): boolean =>
  template.method !== 'GET' && (effect === 'SAVES' || !isCertain) && textPlaces(template).length > 0;
