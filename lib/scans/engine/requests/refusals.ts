import { bodyText } from '@/lib/http/body-text';
import type { Exchange } from '@/lib/http/exchange';
import type { InsertionPoint } from '../../checks/check';
import { type AnswerShape, beside, isSameShape, shapeOf, wordLikeness } from './answer-shape';
import { isDecisive } from './decisive-value';

/** Statuses that a filter or a limit answers with where the untouched request was answered. */
const REFUSING_STATUS = new Set([401, 403, 405, 406, 418, 419, 429, 444, 451, 493, 501, 503, 999]);
/** An answer that shares less than this with the page's own belongs to somebody in front of the page. */
const FOREIGN = 0.5;
/** What a mark looks like: see `markMaker`. */
const MARK = /pf[a-z0-9]{14}/;
/** The host that redirect probes offer, and what makes more of a value than an address. */
const FOREIGN_ADDRESS = /[a-z0-9]\.invalid/i;
const MARKUP = /['"<>`]/;
/** A word or two more may be a message of the page itself. */
const MIN_NEW_WORDS = 3;
const MIN_ENDPOINTS = 2;
const MIN_CHECKS = 2;
const MAX_ASKED_ELSEWHERE = 8;
/** A filter says few things again and again; a site may say something new to each probe. */
const MAX_SUSPECTS = 50;

export type RefusalDeps = {
  /** The answers to the untouched request and to a plain mark in this place. */
  baseline(point: InsertionPoint): Promise<Exchange | null>;
  harmless(point: InsertionPoint): Promise<Exchange | null>;
  /** What a page that uses no parameter answers when it is given this one. */
  askElsewhere(value: string): Promise<Exchange | null>;
};

type Suspect = {
  isForeign: boolean;
  isFilter: boolean;
  endpoints: Set<string>;
  checks: Set<string>;
};
/** Known once the scan is over: whether this answer came from the page or from a filter in front of it. */
export type Arrival = { isRefused(): boolean };

const ARRIVED: Arrival = { isRefused: () => false };
const REFUSED: Arrival = { isRefused: () => true };

const endpointOf = ({ method, url }: InsertionPoint): string => `${method} ${new URL(url).pathname}`;

/**
 * Tells answers of the page from those of a filter. A refusal says what neither the untouched page nor the answer to a
 * plain mark says, and is the same wherever it comes: at two unrelated pages, on a page that uses no parameter at all, or for
 * the values of two different checks and unlike the page that was asked for. What a page says to a plain mark as well is its
 * own validation.
 */
export class Refusals {
  /** The one that was met last is the last. */
  private readonly suspects: { shape: AnswerShape; suspect: Suspect }[] = [];
  private asked = 0;

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
    if (!isRefusal && !isDecisive(value, point.value)) return ARRIVED;
    const untouched = await this.deps.baseline(point);
    if (!untouched) return ARRIVED;
    // A site that refuses addresses of other hosts does what it should: only a filter refuses them everywhere.
    const isAddress = FOREIGN_ADDRESS.test(value) && !MARKUP.test(value);
    if (isRefusal && !isAddress && untouched.response.status < 400) return REFUSED;
    if (!isDecisive(value, point.value)) return ARRIVED;
    const shape = shapeOf(exchange, [value]);
    const usual = shapeOf(untouched, [point.value]);
    if (isOrdinary(shape, [usual])) return ARRIVED;
    const harmless = await this.deps.harmless(point);
    const pages = harmless ? [usual, shapeOf(harmless)] : [usual];
    if (isOrdinary(shape, pages)) return ARRIVED;
    const likenessToPage = Math.max(...pages.map((page) => wordLikeness(shape, page)));
    const [mark] = MARK.exec(value) ?? [];
    const isRepeated = mark !== undefined && bodyText(exchange).includes(mark);
    // The page itself with what was sent in it, or sent on to what was sent: it arrived.
    if ((isRepeated && likenessToPage >= FOREIGN) || (mark && shape.target.includes(mark))) return ARRIVED;
    const known = await this.suspect(value, beside(shape, pages));
    if (!isAddress) {
      known.endpoints.add(endpointOf(point));
      known.checks.add(checkId);
      known.isForeign &&= likenessToPage < FOREIGN;
    }
    return { isRefused: () => isFilter(known) };
  }

  private async suspect(value: string, shape: AnswerShape): Promise<Suspect> {
    const at = this.suspects.findIndex((one) => isSameShape(one.shape, shape));
    const [known] = at === -1 ? [] : this.suspects.splice(at, 1);
    if (known) {
      this.suspects.push(known);
      return known.suspect;
    }
    const suspect: Suspect = {
      isForeign: true,
      isFilter: false,
      endpoints: new Set(),
      checks: new Set(),
    };
    this.suspects.push({ shape, suspect });
    if (this.suspects.length > MAX_SUSPECTS) this.suspects.shift();
    suspect.isFilter = await this.isRefusedElsewhere(value, shape);
    return suspect;
  }

  private async isRefusedElsewhere(value: string, shape: AnswerShape): Promise<boolean> {
    if (this.asked >= MAX_ASKED_ELSEWHERE) return false;
    this.asked += 1;
    const [decisive, plain] = [
      await this.deps.askElsewhere(value),
      await this.deps.askElsewhere('preflight'),
    ];
    if (!decisive || !plain) return false;
    const [there, usual] = [shapeOf(decisive, [value]), shapeOf(plain)];
    return !isOrdinary(there, [usual]) && isSameShape(beside(there, [usual]), shape);
  }
}

/** Whether an answer has the status and target of one of these pages, and hardly a word that none of them has. */
const isOrdinary = (shape: AnswerShape, pages: readonly AnswerShape[]): boolean =>
  pages.some(
    (page) =>
      page.status === shape.status && page.target === shape.target && wordLikeness(page, shape) >= FOREIGN,
  ) && beside(shape, pages).words.size < MIN_NEW_WORDS;

const isFilter = ({ isFilter: isKnown, isForeign, endpoints, checks }: Suspect): boolean =>
  isKnown || endpoints.size >= MIN_ENDPOINTS || (isForeign && checks.size >= MIN_CHECKS);
