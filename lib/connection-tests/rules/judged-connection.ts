import type { CaseState } from './case-state';
import type { UrlCheck } from './url-check';

/** What the technical connection had come to when an asset was sent: cases and runs change afterwards. */
export type JudgedConnection = {
  declarationVersion: number;
  cases: readonly {
    activity: string;
    /** Empty for an interface's own case. */
    name: string;
    state: CaseState;
    version: number;
    /** ISO, as all times here: it is kept as JSON. */
    lastRunAt: string | null;
    lastRunDeclaration: number | null;
    messageId: string | null;
  }[];
  urlProof: { url: string; checkedAt: string; checks: readonly Pick<UrlCheck, 'code' | 'state'>[] } | null;
  /** The newest runs of this declaration that have ended. */
  runIds: readonly string[];
};
