import type { Clock } from '@/lib/core/clock';
import type { AddressListener } from '@/lib/http/address-listener';
import type { Outbound } from '@/lib/http/exchange';
import type { TlsInspection } from '@/lib/http/tls-inspection';
import type { OpenBrowser } from '../browser/scan-browser';
import type { Check, RequestTemplate } from '../checks/check';
import type { ScanProgress } from '../rules/progress';
import type { OpenScanWork } from '../work/scan-work';
import type { Pause } from './requests/pacer';

/** What a scan is given from outside. */
export type ScanDeps = {
  outbound: Outbound;
  /** Null where nothing could be inspected: plain http, guard, no connection. */
  inspectTls(origin: string): Promise<TlsInspection | null>;
  /** Where the operator hears what the site asks for; nothing is offered to the site without it. */
  listener?: Pick<AddressListener, 'offer' | 'wasAsked'> | undefined;
  clock: Clock;
  /** At least 0 and below 1. */
  random(): number;
  pause: Pause;
  /** The stop button: requests under way are dropped, nothing more is sent. */
  signal?: AbortSignal;
  onProgress(snapshot: ScanProgress): void;
  /** What outlives this process: requests that put back what probes changed. `first` is what an earlier run left. */
  putBack?: {
    first: readonly RequestTemplate[];
    keep(requests: readonly RequestTemplate[]): Promise<void>;
  };
  /** What an earlier execution of this scan has used up and found, and where this one keeps what it finds. */
  resume?: {
    used: { requests: number; elapsedMs: number };
    /** What `keep` was given; null where the scan begins. */
    state: Uint8Array | null;
    keep(state: Uint8Array): Promise<void>;
    /** The same of the active phase, while it is under way. */
    journal: Uint8Array | null;
    keepJournal(journal: Uint8Array): Promise<void>;
  };
  checks?: readonly Check[];
  /** A browser for what scripts do; a scan without it is the same but for that. */
  openBrowser?: OpenBrowser;
  /** Where bytes of the site are read and judged; in the caller's thread when absent. */
  openWork?: OpenScanWork;
};
