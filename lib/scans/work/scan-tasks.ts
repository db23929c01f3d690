import type { FindingDraft } from '@/lib/findings/rules/finding';
import type { Exchange, RawHeader } from '@/lib/http/exchange';
import type { TlsInspection } from '@/lib/http/tls-inspection';
import type { Host } from '@/lib/threads/answer-calls';
import type {
  ChangedResponse,
  Check,
  FoundRequest,
  InertTrial,
  InsertionPoint,
  PassiveContext,
  ProbeContext,
  RequestContext,
  RequestCookie,
  SiteContext,
  SiteFile,
} from '../checks/check';
import type { OutsideListener } from '../checks/outside-listener';
import type { MarkedResponse, Reaction } from '../checks/reaction';
import type { HtmlPage } from '../engine/crawl/html-page';
import { readPageHere } from '../engine/crawl/read-page';
import { type PackedExchange, receivedExchange } from '../engine/packed-exchange';
import { type MarkSeries, markMaker } from '../engine/places/mark-maker';
import { parseResponse, type ReadableResponse, type Reading } from '../engine/requests/parse-response';
import type { ActivePart, Done } from './scan-work';

/** What a check is told in front; the rest it asks its scan for. */
export type CheckStart = { origin: string; marks: MarkSeries; hasListener?: boolean };
export type SiteStart = CheckStart & Pick<SiteContext, 'scopePath'>;
export type ActiveStart = CheckStart & { part: ActivePart };
export type RequestStart = CheckStart & { cookies: readonly RequestCookie[] };
/** An exchange on its way to a scan's thread. */
export type SentExchange = Exchange | PackedExchange;
/** A response of `fetchPath`, judged where the responses to missing paths are known. */
export type FetchedPath = { exchange: Exchange; isMissing: boolean } | null;

const outsideListener = (host: Host, { hasListener }: CheckStart): OutsideListener | undefined =>
  hasListener
    ? {
        offer: (text) => host('offer', text) as Promise<string>,
        wereAsked: (addresses) => host('wereAsked', addresses) as Promise<readonly string[]>,
      }
    : undefined;

function probeContext(host: Host, start: CheckStart, random: () => number): ProbeContext {
  const { origin, marks } = start;
  let untouched: Promise<Exchange | null> | undefined;
  return {
    origin,
    mark: markMaker(marks, random),
    probe: (_point, value) => host('probe', value) as Promise<Exchange | null>,
    baseline: () => {
      untouched ??= (host('baseline') as Promise<SentExchange | null>).then(
        (sent) => sent && receivedExchange(sent),
      );
      return untouched;
    },
    plain: () => host('plain') as Promise<MarkedResponse | null>,
    broken: () => host('broken') as Promise<MarkedResponse | null>,
    reaction: () => host('reaction') as Promise<Reaction>,
    takesAsText: (_point, value, mark) => host('takesAsText', value, mark) as Promise<boolean | null>,
    inert: (_point, round) => host('inert', round) as Promise<InertTrial | null>,
    siteFiles: () => host('siteFiles') as Promise<readonly SiteFile[]>,
    outside: outsideListener(host, start),
  };
}

const requestContext = (host: Host, start: RequestStart, random: () => number): RequestContext => ({
  origin: start.origin,
  cookies: start.cookies,
  outside: outsideListener(host, start),
  mark: markMaker(start.marks, random),
  send: (change) => host('send', change) as Promise<ChangedResponse | null>,
  open: (url, isStranger = false) => host('open', url, isStranger) as Promise<Exchange | null>,
  captured: () =>
    (host('captured') as Promise<SentExchange | null>).then((sent) => sent && receivedExchange(sent)),
  preflight: (asking, headers) => host('preflight', asking, headers) as Promise<Exchange | null>,
  notTested: (reason) => host('notTested', reason) as Promise<void>,
});

function siteContext(
  host: Host,
  { origin, scopePath, marks }: SiteStart,
  exchanges: readonly Exchange[],
  random: () => number,
): SiteContext {
  const missing = new WeakSet<Exchange>();
  return {
    origin,
    scopePath,
    mark: markMaker(marks, random),
    fetchPath: async (path, headers: readonly RawHeader[] = []) => {
      const fetched = (await host('fetchPath', path, headers)) as FetchedPath;
      if (fetched?.isMissing) missing.add(fetched.exchange);
      return fetched?.exchange ?? null;
    },
    looksLikeMissing: (exchange) => missing.has(exchange),
    inspectTls: () => host('inspectTls') as Promise<TlsInspection | null>,
    exchanges: () => exchanges,
  };
}

/** What runs in a scan's thread, over these checks; they are named by their ids, for functions cannot go there. */
export function scanTasks(checks: readonly Check[], random: () => number) {
  function findCheck<K extends Check['kind']>(kind: K, id: string): Extract<Check, { kind: K }> {
    const found = checks.find((check) => check.kind === kind && check.id === id);
    if (!found) throw new TypeError(`there is no ${kind} check ${id}`);
    return found as Extract<Check, { kind: K }>;
  }
  return {
    readPage: (_host: Host, exchange: SentExchange): Promise<HtmlPage> =>
      readPageHere(receivedExchange(exchange)),
    parseResponse: (_host: Host, response: ReadableResponse): Reading => parseResponse(response),

    runPassive: (_host: Host, ids: readonly string[], sent: SentExchange, context: PassiveContext) => {
      const exchange = receivedExchange(sent);
      return ids.map((id): Done<FindingDraft[]> => {
        try {
          return { ok: true, value: findCheck('passive', id).run(exchange, context) };
        } catch {
          return { ok: false, reason: 'FAILED' };
        }
      });
    },

    runActive: (host: Host, id: string, point: InsertionPoint, start: ActiveStart) =>
      findCheck('active', id)[start.part]?.(point, probeContext(host, start, random)) ?? [],

    runRequest: (host: Host, id: string, target: FoundRequest, start: RequestStart) =>
      findCheck('request', id).run(target, requestContext(host, start, random)),

    runSite: (host: Host, id: string, start: SiteStart, exchanges: readonly SentExchange[]) =>
      findCheck('site', id).run(siteContext(host, start, exchanges.map(receivedExchange), random)),
  };
}
