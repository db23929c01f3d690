import type { ScanWork } from '../../work/scan-work';
import type { CoverageBook } from '../coverage-book';
import type { Retriever } from '../requests/retriever';
import type { HtmlPage } from './html-page';
import type { MissingPages } from './missing-pages';

/** What a crawl is given. */
export type CrawlDeps = {
  retriever: Retriever;
  missing: MissingPages;
  coverage: CoverageBook;
  work: ScanWork;
  pathsToAvoid: readonly string[];
  /** Called between pages; see `SessionKeeper`. */
  keepAlive(): Promise<void>;
  hasSession: boolean;
  pageLimit: number;
  /** Told of every page as its server sent it. */
  onPage?(page: HtmlPage, url: string): void;
};
