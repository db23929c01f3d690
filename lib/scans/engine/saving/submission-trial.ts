import { decodedBodyText } from '@/lib/http/decoded-body-text';
import type { Exchange } from '@/lib/http/exchange';
import { redirectTarget } from '@/lib/http/follow-redirects';
import type { RequestTemplate } from '../../checks/check';
import { MARK_TAIL } from '../../checks/xss/mark-tail';
import { isPrefilled, textPlaces, withStoredValues, withTexts } from '../crawl/form-requests';
import type { ReadPage } from '../crawl/read-page';
import { isDangerousLink } from '../danger/danger';
import { packExchange } from '../packed-exchange';
import { forEachAtOnce } from '../requests/pacer';
import { toRetrieverRequest } from '../requests/probe-request';
import { isSameShape, readResponseShape } from '../requests/response-shape';
import type { Retriever } from '../requests/retriever';
import type { FormSender } from './form-sender';
import { formOn, soundsExpired, TOKEN_FIELD } from './form-tokens';
import type { SubmissionPlace } from './submission-place';
import { growsBetween, holdsMark, isFailureTarget, recogniseKeeping } from './submission-signs';

export type TrialDeps = {
  retriever: Retriever;
  mark(): string;
  /** The page as the crawl saw it. */
  captured(url: string): Exchange | null;
  readPage: ReadPage;
};

export type TriedPlace = SubmissionPlace<Exchange>;

/** A page as somebody opens it who typed nothing. */
export const readUntouched = async (
  retriever: Retriever,
  url: string | undefined,
): Promise<Exchange | null> =>
  url === undefined ? null : retriever.send({ method: 'GET', url, keepsCookies: true });

/** Stored values pass the site's validation; an empty form needs something in each field. */
export const chooseBase = ({ template, untouched }: TriedPlace): RequestTemplate =>
  template.body.kind === 'json' || isPrefilled(template) ? untouched : template;

/** Where the response sends on to, unless opening it could do harm. */
export function harmlessTarget(exchange: Exchange): string | null {
  const target = redirectTarget(exchange)?.href ?? null;
  return target === null || isDangerousLink(target) ? null : target;
}

/** The pages that may show what a submission did: where its response leads, its own page, and those that showed marks. */
export async function readAround(
  place: TriedPlace,
  exchange: Exchange,
  retriever: Retriever,
): Promise<Exchange[]> {
  const target = harmlessTarget(exchange) ?? undefined;
  const urls = new Set([target, place.template.pageUrl, ...place.showing].filter((url) => url !== undefined));
  const pages: Exchange[] = [];
  for (const url of urls) {
    const page = await readUntouched(retriever, url);
    if (page) pages.push(page);
  }
  return pages;
}

/** Pages that are read again for all marks together. */
const MAX_READ_AGAIN = 150;
const READ_LANES = 4;

const toFolder = (url: string): string => new URL('.', url).href;

/** What was sent may be shown on any page: the start page lists what is new, then those of the same folders. */
export async function readElsewhere(
  places: readonly TriedPlace[],
  retriever: Retriever,
  pages: readonly string[],
): Promise<void> {
  const open = places.filter(({ marks, showing }) => marks.size > 0 && showing.size === 0);
  if (open.length === 0) return;
  const folders = new Set(
    open.flatMap(({ template: { url, pageUrl = url } }) => [url, pageUrl].map(toFolder)),
  );
  const isNear = (url: string) => folders.has(toFolder(url));
  const near = [...pages.filter(isNear), ...pages.filter((url) => !isNear(url))];
  const urls = [...new Set([retriever.canaryUrl, ...near])].slice(0, MAX_READ_AGAIN);
  await forEachAtOnce(
    urls,
    READ_LANES,
    () => retriever.isStopped,
    async (url) => {
      const page = await readUntouched(retriever, url);
      if (!page) return;
      for (const place of open.filter(({ marks }) => holdsMark(page, [...marks.values()]))) {
        place.effect = 'SAVES';
        place.keeping ??= isPrefilled(place.template) ? 'UNSEEN' : 'ADDS';
        place.showing.add(url);
      }
    },
  );
}

/** JSON has no form that shows what is kept: the same address may answer with it. */
export async function readStored(place: TriedPlace, retriever: Retriever): Promise<void> {
  const { body, url } = place.template;
  const stored = body.kind === 'json' ? await readUntouched(retriever, url) : null;
  if (stored) place.untouched = withStoredValues(place.untouched, decodedBodyText(stored));
}

/** One submission with a plain mark in each text field, and untouched reads around it. */
export async function tryOut(place: TriedPlace, deps: TrialDeps, sender: FormSender): Promise<void> {
  const { template } = place;
  const { retriever, captured } = deps;
  const isJson = template.body.kind === 'json';
  const base = chooseBase(place);
  const placed = textPlaces(base).map((text) => ({ ...text, mark: deps.mark() }));
  const texts = new Map(placed.map(({ name, mark }) => [name, mark + MARK_TAIL] as const));
  const seen = template.pageUrl ? captured(template.pageUrl) : null;
  place.isTokenless = seen !== null && (await sender.isTokenless(template, seen));
  const fresh = place.isTokenless ? { request: base, page: null } : await sender.fresh(template, base);
  for (const { name, mark } of placed) place.marks.set(name, mark);
  place.submissions += 1;
  const exchange = await retriever.send(toRetrieverRequest(withTexts(fresh.request, texts)));
  if (!exchange) return;
  const packed = packExchange(exchange);
  place.trial = {
    exchange: packed,
    marks: new Map(placed.map((one) => [`${one.location} ${one.name}`, one.mark])),
  };
  const marks = placed.map(({ mark }) => mark);
  // A site that calls a value wrong has not kept it.
  const { status } = exchange.response;
  const isRejected = status >= 400 && status < 500 && status !== 401 && status !== 403;
  const after = isRejected ? null : await readUntouched(retriever, template.pageUrl);
  const target = isFailureTarget(exchange) ? null : harmlessTarget(exchange);
  const later = [
    target && !marks.some((mark) => target.includes(mark)) ? await readUntouched(retriever, target) : null,
    isJson ? await readUntouched(retriever, template.url) : null,
  ].filter((page) => page !== null);
  const before = fresh.page;
  const again =
    place.isTokenless && seen && after && growsBetween(seen, after)
      ? await readUntouched(retriever, template.pageUrl)
      : null;
  const formAfter = (after && !isJson && formOn(await deps.readPage(after), template)) || null;
  place.keeping = recogniseKeeping({
    template,
    marks,
    exchange,
    captured: seen,
    before,
    after,
    formAfter,
    again,
    later,
  });
  for (const page of [...(after ? [after] : []), ...later])
    if (holdsMark(page, marks)) place.showing.add(page.request.url);
  for (const name of await sender.changedNames(template, [seen, before, after])) place.tokenNames.add(name);
  place.isExpired = place.keeping === null && saysExpired(exchange, before ?? seen);
  if (place.keeping === null && !place.isCertain && !place.isExpired && isRefusing(exchange))
    await tryUntouched(place, deps, sender);
  else if (place.keeping !== null) place.effect = 'SAVES';
  else if (!place.isCertain && !place.isExpired) place.effect = 'READS';
}

const isRefusing = ({ response: { status } }: Exchange): boolean =>
  status === 401 || status === 403 || status >= 500;

/** What a place that fails for a mark does with what a browser sends when nobody typed anything. */
async function tryUntouched(place: TriedPlace, { retriever }: TrialDeps, sender: FormSender): Promise<void> {
  const { template, untouched } = place;
  const { request } = place.isTokenless ? { request: untouched } : await sender.fresh(template, untouched);
  place.submissions += 1;
  const exchange = await retriever.send(toRetrieverRequest(request));
  if (!exchange || isRefusing(exchange)) return;
  place.untouchedAnswer = packExchange(exchange);
  const nothing = { captured: null, before: null, after: null, formAfter: null, again: null, later: [] };
  place.keeping = recogniseKeeping({ template, marks: [], exchange, ...nothing });
  place.effect = place.keeping === null ? 'READS' : 'SAVES';
}

/** What the page says before anything was sent says nothing about the submission. */
const saysExpired = (exchange: Exchange, page: Exchange | null): boolean =>
  soundsExpired(exchange) && !(page && soundsExpired(page));

/** Whether a place that reads needs a token of its own for each probe: the same submission twice tells. */
export async function learnTokens(
  place: TriedPlace,
  { retriever, captured }: TrialDeps,
  sender: FormSender,
): Promise<void> {
  const { template } = place;
  if (place.effect === 'SAVES' || place.isExpired || template.pageUrl === undefined) return;
  if (!place.tokenNames.size && (place.isTokenless || !sender.mayNeedTokens(template))) return;
  const fresh = await sender.fresh(template, template);
  if (!fresh.page) return;
  const changed = await sender.changedNames(template, [captured(template.pageUrl), fresh.page]);
  for (const name of changed) place.tokenNames.add(name);
  place.current = fresh.request;
  const isNamed = (template.form?.fields ?? []).some(({ name }) => TOKEN_FIELD.test(name));
  if (place.tokenNames.size === 0 && !isNamed && !fresh.hasHeaderToken) return;
  const first = await retriever.send(toRetrieverRequest(fresh.request));
  const again = await retriever.send(toRetrieverRequest(fresh.request));
  if (!first || !again) return;
  place.renews = !isSameShape(readResponseShape(first), readResponseShape(again));
  place.expiredShape = place.renews ? readResponseShape(again) : null;
  place.isExpired = !place.renews && saysExpired(first, fresh.page);
}

/** Everything but plain links: submissions, and forms whose address carries hidden fields. */
export const isSubmitted = ({ method, form }: RequestTemplate): boolean =>
  method !== 'GET' || (form?.fields ?? []).some(({ type }) => type === 'hidden');

/** Where something is saved in any case, only a mark tells more: without a text to put it into, nothing is sent. */
export const needsTrial = (place: TriedPlace): boolean => {
  const { template, effect, isCertain } = place;
  if (template.method === 'GET') return false;
  return isCertain ? effect === 'SAVES' && textPlaces(chooseBase(place)).length > 0 : true;
};
