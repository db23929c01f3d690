import type { Exchange } from '@/lib/http/exchange';
import type { InsertionPoint } from '../../checks/check';
import type { MarkedResponse, Reaction } from '../../checks/reaction';
import { breakingValue } from '../../checks/sql/forms';
import { MARK_TAIL } from '../../checks/xss/mark-tail';
import { isRepeated, saysSame } from '../requests/same-response';

/** Punctuation of ordinary sentences: strict validation refuses it like any probe, a filter lets it pass. */
export const ODD_BUT_HARMLESS = ', a! b?';

export type PlaceFactsDeps = {
  mark(): string;
  baseline(): Promise<Exchange | null>;
  send(value: string): Promise<Exchange | null>;
  /** The response that the place gave to a plain mark when its request was first sent; null where it was not marked alone. */
  contact(): Promise<MarkedResponse | null>;
  /** Whether the site says so of any path that does not exist. */
  isOfMissing(response: MarkedResponse): Promise<boolean>;
  /** Keeps a response for a while; asks once more where it was forgotten. */
  remember(what: string, ask: () => Promise<Exchange | null>): Promise<Exchange | null>;
};

/** What a few requests show of one place: all checks share them, and what they exclude need not be asked. */
export class PlaceFacts {
  private readonly plainMark: string;
  private readonly brokenMark: string;
  private readonly oddMark: string;
  private known: Promise<Reaction> | null = null;
  private readonly texts = new Map<string, Promise<boolean | null>>();

  constructor(
    private readonly point: Pick<InsertionPoint, 'value' | 'location'>,
    private readonly deps: PlaceFactsDeps,
  ) {
    this.plainMark = deps.mark();
    this.brokenMark = deps.mark();
    this.oddMark = deps.mark();
  }

  /** The response to a plain mark. */
  async plain(): Promise<MarkedResponse | null> {
    const contact = await this.deps.contact();
    if (contact) return contact;
    const value = this.plainMark + MARK_TAIL;
    const exchange = await this.deps.remember('plain', () => this.deps.send(value));
    return exchange && { exchange, value, mark: this.plainMark };
  }

  /** The response to a value that breaks every kind of literal. */
  async broken(): Promise<MarkedResponse | null> {
    const { value, location } = this.point;
    const payload = breakingValue(value, this.brokenMark, location);
    const exchange = await this.deps.remember('broken', () => this.deps.send(payload));
    return exchange && { exchange, value: payload, mark: this.brokenMark };
  }

  /** The response to a mark with ordinary punctuation behind it. */
  async odd(): Promise<MarkedResponse | null> {
    const value = this.oddMark + ODD_BUT_HARMLESS;
    const exchange = await this.deps.remember('odd', () => this.deps.send(value));
    return exchange && { exchange, value, mark: this.oddMark };
  }

  /**
   * Whether the place says the same to a value as to a plain mark, but for the value itself; asked once for each.
   * @param text the value without its mark
   */
  isTakenAsText(text: string, ask: () => Promise<MarkedResponse | null>): Promise<boolean | null> {
    const known = this.texts.get(text) ?? this.compareText(ask);
    this.texts.set(text, known);
    return known;
  }

  private async compareText(ask: () => Promise<MarkedResponse | null>): Promise<boolean | null> {
    const [response, plain] = [await ask(), await this.plain()];
    return response && plain && saysSame(plain, response, this.point.value);
  }

  reaction(): Promise<Reaction> {
    this.known ??= this.learnReaction();
    return this.known;
  }

  private async learnReaction(): Promise<Reaction> {
    const { value } = this.point;
    const [usual, plain, broken] = [await this.deps.baseline(), await this.plain(), await this.broken()];
    if (!usual || !plain || !broken) return 'OPEN';
    const isSteady = saysSame(plain, broken, value);
    if (isSteady && usual.response.status < 400 && (await this.isPageName(plain, broken)))
      return isRepeated(plain) ? 'ECHO' : 'SILENT';
    if (isSteady && saysSame({ exchange: usual, value, mark: null }, plain, value))
      return isRepeated(plain) || isRepeated(broken) ? 'ECHO' : 'SILENT';
    if (isSteady) return 'KEYED';
    const odd = await this.odd();
    return odd && saysSame(odd, broken, value) ? 'STRICT' : 'OPEN';
  }

  /**
   * The name of a page: what is asked for instead does not exist, and nothing of the site has read it. Who says so in
   * other words than the site does of any path has looked for what the path names.
   */
  private async isPageName(plain: MarkedResponse, broken: MarkedResponse): Promise<boolean> {
    const isMissing = [plain, broken].every(({ exchange }) => exchange.response.status === 404);
    return this.point.location === 'PATH' && isMissing && this.deps.isOfMissing(plain);
  }
}
