import type { Exchange } from '@/lib/http/exchange';
import type { ActiveCheck, InsertionPoint, SiteFile } from '../../checks/check';
import type { OutsideListener } from '../../checks/outside-listener';
import { predictRendering } from '../../checks/probing/rendering';
import type { MarkedResponse } from '../../checks/reaction';
import { MARK_TAIL } from '../../checks/xss/mark-tail';
import { probeRequest } from '../requests/place-part';
import { toRetrieverRequest } from '../requests/probe-request';
import { type Arrival, Refusals } from '../requests/refusals';
import { readFrameWords } from '../requests/response-shape';
import type { Retriever } from '../requests/retriever';
import type { Submissions } from '../saving/submissions';
import { type FirstContacts, placeKey } from './first-contacts';
import { MissingAnswers } from './missing-answers';
import { ODD_BUT_HARMLESS, PlaceFacts } from './place-facts';
import { PlaceProbe } from './place-probe';
import { RememberedResponses } from './remembered-responses';

export type ProberDeps = {
  retriever: Retriever;
  mark: () => string;
  /** A page that uses no parameter: what it says to a probe is said by somebody in front of it. */
  missingUrl: string;
  submissions: Submissions;
  contacts: FirstContacts;
  /** The page as the crawl saw it. */
  captured(url: string): Exchange | null;
  /** Everything that the crawl captured. */
  exchanges: readonly Exchange[];
  siteFiles(): Promise<readonly SiteFile[]>;
  outside?: OutsideListener | undefined;
  onResponse(exchange: Exchange): Promise<void>;
};

/** Sends probes for the active checks, and learns which of them a filter in front of the site keeps from arriving. */
export class Prober {
  private readonly baselines = new RememberedResponses();
  private readonly shared = new RememberedResponses();
  private readonly facts = new Map<string, PlaceFacts>();
  private readonly arrivals = new Map<string, Promise<Arrival>>();
  private readonly refusals: Refusals;
  private readonly missing: MissingAnswers;

  constructor(private readonly deps: ProberDeps) {
    this.missing = new MissingAnswers(deps);
    let frame: ReadonlySet<string> | null = null;
    this.refusals = new Refusals({
      frame: () => {
        frame ??= readFrameWords(
          deps.exchanges.filter(
            ({ request, response }) => request.method === 'GET' && predictRendering(response, '') === 'html',
          ),
        );
        return frame;
      },
      captured: ({ method, url }) => (method === 'GET' ? deps.captured(url) : null),
      baseline: (point) => this.baseline(point),
      harmless: async (point) => (await this.factsFor(point).plain())?.exchange ?? null,
      askAgain: (point, tail) => this.askAgain(point, tail),
      askElsewhere: (value) => {
        const url = `${deps.missingUrl}?q=${encodeURIComponent(value)}`;
        return deps.retriever.send({ method: 'GET', url });
      },
    });
  }

  /** The way of one check to one place. */
  open(check: Pick<ActiveCheck, 'id'>, point: InsertionPoint): PlaceProbe {
    const { retriever, mark, onResponse, submissions, siteFiles, outside } = this.deps;
    return new PlaceProbe(point, {
      origin: retriever.origin,
      mark,
      siteFiles,
      outside,
      baseline: () => this.baseline(point),
      send: (value) => this.sendTwice(point, value),
      inert: (round) => submissions.inert(point, round),
      isStopped: () => retriever.isStopped,
      facts: this.factsFor(point),
      onResponse,
      judge: (value, exchange) => this.refusals.judge(check.id, point, value, exchange),
      judgeShared: (response) => this.judgeShared(point, response),
      formGap: () => submissions.explainGap(point),
    });
  }

  baseline(point: InsertionPoint): Promise<Exchange | null> {
    const ask = () => this.sendTwice(point, null);
    if (point.effect === 'SAVES') return this.baselines.remember(JSON.stringify(point.template), ask);
    return this.deps.contacts.baseline(point.template);
  }

  private factsFor(point: InsertionPoint): PlaceFacts {
    const known =
      this.facts.get(point.id) ??
      new PlaceFacts(point, {
        mark: this.deps.mark,
        baseline: () => this.baseline(point),
        send: (value) => this.sendTwice(point, value),
        contact: () => this.findContact(point),
        isOfMissing: (response) => this.missing.isOne(response, point.value),
        remember: (what, ask) => this.shared.remember(`${point.id} ${what}`, ask),
      });
    this.facts.set(point.id, known);
    return known;
  }

  /** The first contact with the request, where it tells about this place alone. */
  private async findContact(point: InsertionPoint): Promise<MarkedResponse | null> {
    if (point.part || point.effect === 'SAVES') return null;
    const contact = await this.deps.contacts.findAlone(point.template, placeKey(point));
    const mark = contact?.marks.get(placeKey(point));
    if (!contact || mark === undefined) return null;
    return { exchange: contact.exchange, value: mark + MARK_TAIL, mark };
  }

  /** What several checks read of one place arrived for all of them or for none. */
  private judgeShared(point: InsertionPoint, { value, exchange }: MarkedResponse): Promise<Arrival> {
    const key = `${point.id} ${value}`;
    const known = this.arrivals.get(key) ?? this.refusals.judge('shared', point, value, exchange);
    this.arrivals.set(key, known);
    return known;
  }

  private async askAgain(point: InsertionPoint, tail: string | null): Promise<Exchange | null> {
    if (tail === null) return this.sendTwice(point, null);
    const facts = this.factsFor(point);
    const response = await (tail === ODD_BUT_HARMLESS ? facts.odd() : facts.plain());
    return response?.exchange ?? null;
  }

  /** What never came back is asked once more: a connection that broke by chance is no refusal. */
  private async sendTwice(point: InsertionPoint, value: string | null): Promise<Exchange | null> {
    const response = await this.send(point, value);
    if (point.effect === 'SAVES') return response;
    return response ?? (this.deps.retriever.isStopped ? null : this.send(point, value));
  }

  private async send(point: InsertionPoint, value: string | null): Promise<Exchange | null> {
    const { submissions, retriever } = this.deps;
    const submitted = await submissions.send(point, value);
    if (submitted) return submitted.exchange;
    return retriever.send(value === null ? toRetrieverRequest(point.template) : probeRequest(point, value));
  }
}
