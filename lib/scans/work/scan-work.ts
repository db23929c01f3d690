import type { FindingDraft } from '@/lib/findings/rules/finding';
import type { Exchange } from '@/lib/http/exchange';
import type {
  ActiveCheck,
  FoundRequest,
  InsertionPoint,
  PassiveCheck,
  PassiveContext,
  ProbeContext,
  RequestCheck,
  RequestContext,
  SiteCheck,
  SiteContext,
} from '../checks/check';
import type { ReadPage } from '../engine/crawl/read-page';
import type { MarkSeries } from '../engine/places/mark-maker';
import type { ReadableResponse, Reading } from '../engine/requests/parse-response';

/**
 * TIMED_OUT: it computed longer, or filled more memory, than one item may. FAILED: it threw, which is a defect of ours.
 * ENDED: the scan was stopped meanwhile.
 */
export type WorkFailure = 'TIMED_OUT' | 'FAILED' | 'ENDED';
export type Done<T> = { ok: true; value: T } | { ok: false; reason: WorkFailure };

/** What of an active check is run at a place. */
export type ActivePart = 'run' | 'runFurther';

/** The work of a scan on what a stranger wrote; one item at a time fails, never the scan. */
export type ScanWork = {
  /** Also after the scan was stopped: what it changed is put back by forms that are read then. */
  readPage: ReadPage;
  parseResponse(response: ReadableResponse): Promise<Done<Reading>>;
  /** One answer for each check, in the order of the checks. */
  runPassive(
    checks: readonly PassiveCheck[],
    exchange: Exchange,
    context: PassiveContext,
  ): Promise<Done<FindingDraft[]>[]>;
  runActive(
    check: ActiveCheck,
    point: InsertionPoint,
    context: ProbeContext,
    part?: ActivePart,
  ): Promise<Done<FindingDraft[]>>;
  runRequest(
    check: RequestCheck,
    target: FoundRequest,
    context: RequestContext,
  ): Promise<Done<FindingDraft[]>>;
  runSite(check: SiteCheck, context: SiteContext): Promise<Done<FindingDraft[]>>;
  close(): Promise<void>;
};

/** `signal` is the stop button: all work ends with it. */
export type OpenScanWork = (scan: { marks: MarkSeries; signal?: AbortSignal | undefined }) => ScanWork;
