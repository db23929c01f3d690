import { decodedBodyText } from '@/lib/http/decoded-body-text';
import type { Exchange } from '@/lib/http/exchange';
import type { InsertionPoint } from '../../checks/check';
import { newDatabaseError } from '../../checks/sql/signatures';
import { ODD_BUT_HARMLESS } from '../places/place-facts';
import { isDecisive } from './decisive-value';
import { findMark, isKeptBack, showsMark } from './kept-back';
import { beside, isSameShape, type ResponseShape, readResponseShape, wordLikeness } from './response-shape';

/** Statuses that a filter or a limit answers with where the untouched request was answered. */
const REFUSING_STATUS = new Set([401, 403, 405, 406, 418, 419, 429, 444, 451, 493, 501, 503, 999]);
/** An answer that shares less than this with the page's own belongs to somebody in front of the page. */
const FOREIGN = 0.5;
/** The host that redirect probes offer, and what makes more of a value than an address. */
const FOREIGN_ADDRESS = /[a-z0-9]\.invalid/i;
const MARKUP = /['"<>`]/;
/** A word or two more may be a message of the page itself: they count where every probe of a place got them. */
const MIN_NEW_WORDS = 3;
const MIN_ENDPOINTS = 2;
const MIN_CHECKS = 2;
const MAX_ASKED_ELSEWHERE = 8;
const ASKED_AGAIN_EVERY = 8;
/** A filter says few things again and again; a site may say something new to each probe. */
const MAX_SUSPECTS = 50;

export type RefusalDeps = {
  /** The untouched page as the crawl saw it, before any probe. */
  captured(point: InsertionPoint): Exchange | null;
  /** The words that are around the content of the site's pages, before any probe. */
  frame(): ReadonlySet<string>;
  /** The answers to the untouched request and to a plain mark in this place. */
  baseline(point: InsertionPoint): Promise<Exchange | null>;
  harmless(point: InsertionPoint): Promise<Exchange | null>;
  /** What the place says now to a plain mark with `tail` behind it; null for the untouched request. */
  askAgain(point: InsertionPoint, tail: string | null): Promise<Exchange | null>;
  /** What a page that uses no parameter answers when it is given this one. */
  askElsewhere(value: string): Promise<Exchange | null>;
};

type Suspect = { isForeign: boolean; isFilter: boolean; endpoints: Set<string>; checks: Set<string> };
/**
 * Known once the scan is over: whether this answer came from the page or from a filter in front of it. A weak one says
 * so only together with all answers of its place to quotation marks and brackets.
 */
export type Arrival = {
  isMarkup: boolean;
  isWeak: boolean;
  /** What comes back elsewhere may still tell whose response it was. */
  isOpen: boolean;
  isRefused(): boolean;
};

const HARMLESS: Arrival = { isMarkup: false, isWeak: false, isOpen: false, isRefused: () => false };
const REFUSED: Arrival = { ...HARMLESS, isRefused: () => true };

/** Whether the probes that one check sent to one place were kept from it. */
export const isKeptOut = (arrivals: readonly Arrival[]): boolean => {
  const markup = arrivals.filter(({ isMarkup }) => isMarkup);
  return (
    arrivals.some((arrival) => !arrival.isWeak && arrival.isRefused()) ||
    (markup.length > 0 && markup.every((arrival) => arrival.isRefused()))
  );
};

const endpointKey = ({ method, url }: InsertionPoint): string => `${method} ${new URL(url).pathname}`;

/**
 * Tells answers of the page from those of a filter. A refusal says what neither the untouched page nor the answer to a
 * plain mark says, or keeps back what both repeat, and is the same wherever it comes: at two unrelated pages, on a page
 * that uses no parameter at all, or for the values of two different checks, unlike the page that was asked for or on a
 * site that let no probe pass anywhere. What a page says to a plain mark too, or to one with ordinary punctuation
 * behind it, is its own validation.
 */
export class Refusals {
  /** The one that was met last is the last. */
  private readonly suspects: { shape: ResponseShape; suspect: Suspect }[] = [];
  private readonly askedOnce = new Map<string, Promise<Exchange | null>>();
  private asked = 0;
  private unsteady = 0;
  private hasPassed = false;

  constructor(private readonly deps: RefusalDeps) {}

  /** @param exchange null when nothing came back, twice */
  async judge(
    checkId: string,
    point: InsertionPoint,
    value: string,
    exchange: Exchange | null,
  ): Promise<Arrival> {
    if (!exchange) return REFUSED;
    const isRefusal = REFUSING_STATUS.has(exchange.response.status);
    const isProbe = isDecisive(value, point.value);
    if (!isRefusal && !isProbe) return HARMLESS;
    const isMarkup = MARKUP.test(value);
    const arrived: Arrival = { ...HARMLESS, isMarkup };
    const untouched = await this.deps.baseline(point);
    if (!untouched) return arrived;
    // A site that refuses addresses of other hosts does what it should: only a filter refuses them everywhere.
    const isAddress = FOREIGN_ADDRESS.test(value) && !isMarkup;
    if (isRefusal && !isAddress && untouched.response.status < 400) return REFUSED;
    if (!isProbe) return HARMLESS;
    const usual = readResponseShape(untouched, [point.value]);
    const captured = this.deps.captured(point);
    const before = captured ? readResponseShape(captured, [point.value]) : usual;
    // What the database of the site complains about has arrived there.
    if (newDatabaseError(decodedBodyText(exchange), decodedBodyText(untouched))) return arrived;
    const shape = readResponseShape(exchange, [value]);
    const mark = findMark(value);
    const isRepeated = mark !== undefined && decodedBodyText(exchange).includes(mark);
    // The page itself, which repeats nothing that it could keep back.
    const isUsual =
      isOrdinary(usual, [before]) && isOrdinary(shape, [usual]) && beside(shape, [usual]).words.size === 0;
    if (isUsual && !isRepeated && !(await this.isEchoing(point, untouched))) return arrived;
    // The page itself with what was sent in it, or sent on to what was sent: it arrived.
    if ((isRepeated && wordLikeness(shape, usual) >= FOREIGN) || (mark && shape.target.includes(mark))) {
      this.hasPassed ||= isMarkup;
      return arrived;
    }
    const harmless = await this.deps.harmless(point);
    const asked = [usual, ...(harmless ? [readResponseShape(harmless)] : [])];
    const now = await this.usualNow(point, usual);
    // The untouched page is another one than before the probes: whoever sends them is shut out of every page.
    if (!isOrdinary(now, [before])) {
      const known = await this.suspect(null, beside(now, [before]));
      return this.note(checkId, point, known, { isForeign: wordLikeness(now, before) < FOREIGN, isAddress });
    }
    const likenessToPage = Math.max(...asked.map((page) => wordLikeness(shape, page)));
    if (isRepeated && likenessToPage >= FOREIGN) {
      this.hasPassed ||= isMarkup;
      return arrived;
    }
    // A name that the site keeps is a mark while a form is tried, and is itself again afterwards.
    const pages = [...asked, { ...usual, words: this.deps.frame() }];
    const said = beside(shape, pages);
    const isWeak = isAlike(shape, asked) && said.words.size < MIN_NEW_WORDS;
    if (isWeak && said.words.size === 0 && !isKeptBack({ point, mark, exchange, untouched, harmless }))
      return arrived;
    if (await this.isValidation(point, said, pages)) return arrived;
    const known = await this.suspect(isWeak ? null : value, said);
    const facts = { isForeign: likenessToPage < FOREIGN, isAddress };
    return { ...this.note(checkId, point, known, facts), isMarkup, isWeak };
  }

  /** Whether the page shows what it is given. An empty value is on every page: a plain mark tells. */
  private async isEchoing(point: InsertionPoint, untouched: Exchange): Promise<boolean> {
    if (point.value === '') return showsMark(await this.deps.harmless(point));
    return decodedBodyText(untouched).includes(point.value);
  }

  /** The untouched page asked for again, at every so many places: whoever is shut out is shut out everywhere. */
  private async usualNow(point: InsertionPoint, usual: ResponseShape): Promise<ResponseShape> {
    const isKnown = this.askedOnce.has(`${point.id} null`);
    if (!isKnown) this.unsteady += 1;
    if (!isKnown && this.unsteady % ASKED_AGAIN_EVERY !== 1) return usual;
    const again = await this.askOnce(point, null);
    return again ? readResponseShape(again, [point.value]) : usual;
  }

  private note(
    checkId: string,
    point: InsertionPoint,
    known: Suspect,
    { isForeign, isAddress }: { isForeign: boolean; isAddress: boolean },
  ): Arrival {
    if (!isAddress) {
      known.endpoints.add(endpointKey(point));
      known.checks.add(checkId);
      known.isForeign &&= isForeign;
    }
    return { ...HARMLESS, isOpen: true, isRefused: () => this.isFilter(known) };
  }

  private isFilter({ isFilter, isForeign, endpoints, checks }: Suspect): boolean {
    const isAlike = checks.size >= MIN_CHECKS && (isForeign || !this.hasPassed);
    return isFilter || endpoints.size >= MIN_ENDPOINTS || isAlike;
  }

  /** Whether the place says the same to a harmless sentence, and not to everything by now. */
  private async isValidation(
    point: InsertionPoint,
    said: ResponseShape,
    pages: readonly ResponseShape[],
  ): Promise<boolean> {
    const isSame = (response: Exchange | null): boolean => {
      if (!response || showsMark(response)) return false;
      return isSameShape(beside(readResponseShape(response, [ODD_BUT_HARMLESS]), pages), said);
    };
    if (!isSame(await this.askOnce(point, ODD_BUT_HARMLESS))) return false;
    return !isSame(await this.askOnce(point, ''));
  }

  private askOnce(point: InsertionPoint, tail: string | null): Promise<Exchange | null> {
    const key = `${point.id} ${tail}`;
    const response = this.askedOnce.get(key) ?? this.deps.askAgain(point, tail);
    this.askedOnce.set(key, response);
    const oldest = this.askedOnce.size > MAX_SUSPECTS ? this.askedOnce.keys().next().value : undefined;
    if (oldest !== undefined) this.askedOnce.delete(oldest);
    return response;
  }

  /** @param value what to try elsewhere; null where the answer says too little to be known again */
  private async suspect(value: string | null, shape: ResponseShape): Promise<Suspect> {
    const at = this.suspects.findIndex((one) => isSameShape(one.shape, shape));
    const [known] = at === -1 ? [] : this.suspects.splice(at, 1);
    if (known) {
      this.suspects.push(known);
      return known.suspect;
    }
    const suspect: Suspect = { isForeign: true, isFilter: false, endpoints: new Set(), checks: new Set() };
    this.suspects.push({ shape, suspect });
    if (this.suspects.length > MAX_SUSPECTS) this.suspects.shift();
    suspect.isFilter = value !== null && (await this.isRefusedElsewhere(value, shape));
    return suspect;
  }

  private async isRefusedElsewhere(value: string, shape: ResponseShape): Promise<boolean> {
    if (this.asked >= MAX_ASKED_ELSEWHERE) return false;
    this.asked += 1;
    const [decisive, plain] = [
      await this.deps.askElsewhere(value),
      await this.deps.askElsewhere('preflight'),
    ];
    if (!decisive || !plain) return false;
    const [there, usual] = [readResponseShape(decisive, [value]), readResponseShape(plain)];
    return !isOrdinary(there, [usual]) && isSameShape(beside(there, [usual]), shape);
  }
}

/** Whether an answer has the status and target of one of these pages, and most of its words. */
const isAlike = (shape: ResponseShape, pages: readonly ResponseShape[]): boolean =>
  pages.some(
    (page) =>
      page.status === shape.status && page.target === shape.target && wordLikeness(page, shape) >= FOREIGN,
  );

/** Whether an answer is like one of these pages, with hardly a word that none of them has. */
const isOrdinary = (shape: ResponseShape, pages: readonly ResponseShape[]): boolean =>
  isAlike(shape, pages) && beside(shape, pages).words.size < MIN_NEW_WORDS;
