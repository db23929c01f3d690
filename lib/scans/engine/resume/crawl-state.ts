import { promisify } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { gunzipSync, gzip } from 'node:zlib';
import type { ScanPlan } from '../../rules/plan';
import type { CoverageBook } from '../coverage-book';
import type { Crawler } from '../crawl/crawler';
import type { MissingPages } from '../crawl/missing-pages';
import type { KeptExchanges } from '../kept-exchanges';
import type { ScanSession } from '../login/scan-session';
import type { MarkSeries } from '../places/mark-maker';
import { ENGINE_VERSION } from '../scan-report';
import { readFields, writeFields } from './plain-fields';
import { planKey } from './plan-key';

/** A crawl weighs at most some 20 MB; one that is larger is done again. */
const MAX_BYTES = 24 * 1_024 * 1_024;
/** In a thread of its own: so many bytes would keep the process busy for a second. */
const compress = promisify(gzip);

/** What a crawl notes, and where. */
export type CrawlParts = {
  plan: ScanPlan;
  crawler: Crawler;
  coverage: CoverageBook;
  session: ScanSession;
  marks: MarkSeries;
};

export type CrawlState = {
  engineVersion: string;
  /** Of the plan with its login: with other settings another crawl would have been made. */
  planKey: string;
  origin: string;
  marks: number;
  missing: ReturnType<typeof readFields>;
  session: ReturnType<ScanSession['toState']>;
  exchanges: ReturnType<KeptExchanges['toState']>;
  /** Of each book by its name. */
  books: Record<string, ReturnType<typeof readFields>>;
};

const listBooks = ({ crawler, coverage }: CrawlParts): Record<string, object> => ({
  crawler,
  coverage,
  found: crawler.found,
  frontier: crawler.frontier,
  dangers: crawler.scope.dangers,
});

/** Everything that a finished crawl has found, as bytes; null where that is too much to keep. */
export async function writeCrawlState(parts: CrawlParts, missing: MissingPages): Promise<Uint8Array | null> {
  const { plan, crawler, session, marks } = parts;
  const books = Object.entries(listBooks(parts)).map(([name, book]) => [name, readFields(book)] as const);
  const state: CrawlState = {
    ...{ engineVersion: ENGINE_VERSION, planKey: planKey(plan), origin: crawler.scope.origin },
    marks: Atomics.load(marks.counter, 0),
    missing: readFields(missing),
    session: session.toState(),
    exchanges: crawler.kept.toState(),
    books: Object.fromEntries(books),
  };
  const bytes = serialize(state);
  return bytes.length > MAX_BYTES ? null : new Uint8Array(await compress(bytes));
}

/** @returns what an earlier execution found; null where it is of another engine or plan, or cannot be read */
export function readCrawlState(bytes: Uint8Array | null, plan: ScanPlan, origin: string): CrawlState | null {
  const state = bytes && parse(bytes);
  const isSame =
    state?.engineVersion === ENGINE_VERSION && state.planKey === planKey(plan) && state.origin === origin;
  return isSame ? state : null;
}

/** Gives the parts of a scan, which have noted nothing yet, what an earlier execution had found. */
export function giveCrawlState(state: CrawlState, parts: CrawlParts): void {
  Atomics.store(parts.marks.counter, 0, state.marks);
  for (const [name, book] of Object.entries(listBooks(parts))) writeFields(book, state.books[name] ?? {});
  parts.crawler.kept.fromState(state.exchanges);
  parts.session.fromState(state.session, parts.plan.login.mode === 'none');
}

function parse(bytes: Uint8Array): CrawlState | null {
  try {
    return deserialize(gunzipSync(bytes, { maxOutputLength: MAX_BYTES })) as CrawlState;
  } catch {
    return null;
  }
}
