import type { Exchange } from '@/lib/http/exchange';
import type {
  ChangedResponse,
  InertTrial,
  InsertionPoint,
  RequestChange,
  RequestEffect,
  RequestTemplate,
} from '../../checks/check';
import type { LeftBehind, NotTestedReason } from '../../rules/result';
import { type TextPlace, textPlaces, withTexts } from '../crawl/form-requests';
import { forEachAtOnce } from '../requests/pacer';
import { withPlaceValue } from '../requests/place-part';
import { toRetrieverRequest } from '../requests/probe-request';
import { isSameShape, readResponseShape } from '../requests/response-shape';
import { changedRequest } from './changed-request';
import { FormSender } from './form-sender';
import type { SubmissionDeps } from './submission-deps';
import { type InertRound, SubmissionPlace } from './submission-place';
import { refusesFile } from './submission-signs';
import {
  chooseBase,
  isSubmitted,
  learnTokens,
  needsTrial,
  readAround,
  readElsewhere,
  readStored,
  type TriedPlace,
  tryOut,
} from './submission-trial';

/** The page, the submission and a look at the page again for each place that is put back. */
const PUT_BACK_REQUESTS = 3;
const PUT_BACK_LANES = 4;

/**
 * Knows what submissions do. Before any probe each form is sent once with plain marks, and the pages around it show
 * whether it keeps them; places that save get inert marks only, a stated number of times, and their own values last.
 */
export class Submissions {
  private readonly places = new Map<RequestTemplate, TriedPlace>();
  private readonly sender: FormSender;
  private readonly earlier: LeftBehind[] = [];
  private stillOpen: RequestTemplate[] = [];
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly deps: SubmissionDeps) {
    this.sender = new FormSender(deps.retriever, deps.session, deps.readPage);
  }

  /** Tries out those of the requests that were not tried before. @param pages that may show what was sent elsewhere */
  async learn(requests: readonly RequestTemplate[], pages: readonly string[] = []): Promise<void> {
    const added = requests
      .filter((template) => isSubmitted(template) && !this.places.has(template))
      .map((template): TriedPlace => new SubmissionPlace(template));
    for (const place of added) this.places.set(place.template, place);
    const tried = added.filter(needsTrial);
    this.deps.retriever.reserve(PUT_BACK_REQUESTS * (this.open.length + tried.length));
    for (const place of tried) if (!this.isStopped) await readStored(place, this.deps.retriever);
    if (tried.length > 0) await this.keep(tried);
    for (const place of tried) if (!this.isStopped) await tryOut(place, this.deps, this.sender);
    await readElsewhere(pages.length > 0 ? [...this.places.values()] : tried, this.deps.retriever, pages);
    for (const place of added) if (!this.isStopped) await learnTokens(place, this.deps, this.sender);
    if (tried.length > 0) await this.keep(this.open);
    const saving = this.open.filter(({ effect }) => effect === 'SAVES').length;
    this.deps.retriever.reserve((PUT_BACK_REQUESTS - 1) * saving + this.open.length);
  }

  /** What is known of a request that was tried out; null for all others. */
  findPlace(template: RequestTemplate): TriedPlace | null {
    return this.places.get(template) ?? null;
  }

  readEffect(template: RequestTemplate): RequestEffect | null {
    return this.places.get(template)?.effect ?? null;
  }

  /** Whether a submission was seen to be kept. */
  isKept(template: RequestTemplate): boolean {
    return (this.places.get(template)?.keeping ?? null) !== null;
  }

  /** A field that the site fills again for each submission is no place for a value of ours. */
  isToken({ template, name }: Pick<InsertionPoint, 'template' | 'name'>): boolean {
    return this.places.get(template)?.tokenNames.has(name) ?? false;
  }

  /**
   * Null when the place is no submission that needs care: the caller sends by itself. A place that saves takes its own
   * values (null) only where they replace what is there. Anything else is for its text fields, where it is put back or
   * counted.
   */
  async send(point: InsertionPoint, value: string | null): Promise<{ exchange: Exchange | null } | null> {
    const place = this.places.get(point.template);
    if (!place) return point.effect === 'SAVES' ? { exchange: null } : null;
    const build = (base: RequestTemplate) => (value === null ? base : withPlaceValue(base, point, value));
    if (place.effect === 'SAVES') {
      const isText = textPlaces(chooseBase(place)).some(
        ({ name, location }) => name === point.name && location === point.location,
      );
      const isAllowed = value === null ? place.keeping === 'REPLACES' : isText && place.maySubmit;
      if (!isAllowed || place.submissions === 0 || place.isExpired) return { exchange: null };
      if (value !== null) place.marks.set(point.name, place.marks.get(point.name) ?? value);
      place.submissions += 1;
      return { exchange: await this.sender.sendFresh(place.template, build, chooseBase(place)) };
    }
    if (!place.renews)
      return { exchange: await this.deps.retriever.send(toRetrieverRequest(build(place.current))) };
    let exchange = await this.sender.sendFresh(place.template, build);
    if (exchange && this.isExpired(place, exchange))
      exchange = await this.sender.sendFresh(place.template, build);
    if (exchange && this.isExpired(place, exchange)) place.expiredAt.add(point.name);
    return { exchange };
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

  /** The request with `change`; at a place that saves, with plain marks in the text fields that the change does not name. */
  async submitChanged(template: RequestTemplate, change: RequestChange): Promise<ChangedResponse | null> {
    const place = this.places.get(template);
    const build = (base: RequestTemplate) => changedRequest(base, change, this.deps.session);
    if (place?.effect === 'SAVES' || (place && change.file)) {
      // One after the other: what the next one saves would hide what this one did.
      const work = this.turn.then(() => this.saveChanged(place, change));
      this.turn = work.catch(() => null);
      return work;
    }
    const exchange = await this.sendChanged(template, build);
    return exchange && { exchange, pages: [], marks: [] };
  }

  /** The request as `build` makes it, with fresh tokens where it needs them; nothing at a place that saves. */
  async sendChanged(
    template: RequestTemplate,
    build: (base: RequestTemplate) => RequestTemplate,
  ): Promise<Exchange | null> {
    const place = this.places.get(template);
    if (place?.effect === 'SAVES') return null;
    if (place?.renews) return this.sender.sendFresh(template, build);
    return this.deps.retriever.send(toRetrieverRequest(build(place?.current ?? template)));
  }

  explainGap({ template, name }: Pick<InsertionPoint, 'template' | 'name'>): NotTestedReason | null {
    const place = this.places.get(template);
    return place?.isExpired || place?.expiredAt.has(name) ? 'FORM_EXPIRED' : null;
  }

  /** Sends every place that may hold what was sent its own values, as long as `signal` allows. */
  async putBack(signal: AbortSignal): Promise<void> {
    const { open } = this;
    await forEachAtOnce(
      open,
      PUT_BACK_LANES,
      () => signal.aborted,
      async (place) => {
        // Where nothing was seen to be kept there is nothing to look at afterwards.
        place.wasPutBack =
          place.effect === 'READS' && !place.renews
            ? await this.sender.sendLast(place.untouched, signal)
            : await this.sender.putBack(place.untouched, [...place.marks.values()], signal);
      },
    );
    if (open.length > 0) await this.keep(this.open);
  }

  /** What an earlier run of the scan could no longer put back, before anything else is asked. */
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

  private async saveChanged(place: TriedPlace, change: RequestChange): Promise<ChangedResponse | null> {
    const { template } = place;
    const { file } = change;
    const isAllowed = file ? place.mayUpload : place.mayChange && place.submissions > 0;
    if (!isAllowed || this.isStopped || template.method === 'GET') return null;
    const named = new Set(change.fields?.map(([name]) => name));
    const base = chooseBase(place);
    const isFree = ({ name }: TextPlace) => !named.has(name) && name !== file?.field;
    const free = change.body ? [] : textPlaces(base).filter(isFree);
    const texts = new Map(free.map(({ name }) => [name, this.deps.mark()] as const));
    const upload = file && { field: file.field, fileName: file.fileName, isRefused: false };
    if (upload) place.uploads.push(upload);
    place.submissions += 1;
    await this.keep(this.open);
    const build = (request: RequestTemplate) =>
      changedRequest(withTexts(request, texts), change, this.deps.session);
    const exchange = await this.sender.sendFresh(template, build, base);
    if (!exchange) return null;
    if (upload) upload.isRefused = refusesFile(exchange, this.deps.captured(template.pageUrl ?? ''));
    const marks = [...texts].map(([name, mark]) => ({ name, mark }));
    const pages = await readAround(place, exchange, this.deps.retriever);
    return { exchange, pages, marks, ...(upload ? { isFileRefused: upload.isRefused } : {}) };
  }

  private get open(): TriedPlace[] {
    return [...this.places.values()].filter((place) => place.needsPutBack);
  }

  private keep(places: readonly TriedPlace[]): Promise<void> {
    return this.deps.keepPutBack([...this.stillOpen, ...places.map(({ untouched }) => untouched)]);
  }

  private get isStopped(): boolean {
    return this.deps.retriever.isStopped;
  }

  private isExpired({ expiredShape }: TriedPlace, exchange: Exchange): boolean {
    return expiredShape !== null && isSameShape(readResponseShape(exchange), expiredShape);
  }

  private async submitInert(place: TriedPlace): Promise<InertRound<Exchange> | null> {
    if (!place.maySubmit || this.isStopped || place.isExpired || place.template.method === 'GET') return null;
    const { template } = place;
    const base = chooseBase(place);
    const marks = new Map(
      textPlaces(base).map(
        ({ name }) => [name, { text: this.deps.mark(), element: this.deps.mark() }] as const,
      ),
    );
    if (marks.size === 0) return null;
    const texts = new Map([...marks].map(([name, { text, element }]) => [name, `${text}<${element}>`]));
    place.submissions += 1;
    const exchange = await this.sender.sendFresh(template, (request) => withTexts(request, texts), base);
    if (!exchange) return null;
    return { marks, pages: [exchange, ...(await readAround(place, exchange, this.deps.retriever))] };
  }
}
