import type { Exchange } from '@/lib/http/exchange';
import type { BrowserRun } from '../browser/browser-run';
import type { Check, SiteContext } from '../checks/check';
import type { OutsideListener } from '../checks/outside-listener';
import type { ScanPlan } from '../rules/plan';
import type { ScanWork } from '../work/scan-work';
import type { CoverageBook } from './coverage-book';
import type { MissingPages } from './crawl/missing-pages';
import type { ScanSession } from './login/scan-session';
import type { FirstContacts } from './places/first-contacts';
import type { ProgressTracker } from './progress/progress-tracker';
import type { Retriever } from './requests/retriever';
import type { ActiveJournal } from './resume/active-journal';
import type { Submissions } from './saving/submissions';

/** What the checks of a scan run with. */
export type CheckRunDeps = {
  plan: ScanPlan;
  checks: readonly Check[];
  retriever: Retriever;
  coverage: CoverageBook;
  progress: ProgressTracker;
  missing: MissingPages;
  work: ScanWork;
  mark: () => string;
  browser: BrowserRun | null;
  missingUrl: string;
  submissions: Submissions;
  contacts: FirstContacts;
  captured: (url: string) => Exchange | null;
  session: ScanSession;
  secrets: () => readonly string[];
  ownAddress: (url: string) => string | undefined;
  inspectTls: SiteContext['inspectTls'];
  outside?: OutsideListener | undefined;
  /** What an earlier execution of this scan has done for good, and what this one does. */
  journal?: ActiveJournal;
  keepAlive: () => Promise<void>;
  /** Which addresses a site check may ask for; all that are harmless when absent. */
  mayFetch?: (checkId: string, path: string) => boolean;
  isBehindLogin: boolean;
  /** Everything that the crawl captured. */
  exchanges: readonly Exchange[];
};
