import type { RequestTemplate } from '../../checks/check';
import type { ScanSession } from '../login/scan-session';
import type { TrialDeps } from './submission-trial';

/** What submissions are sent with. */
export type SubmissionDeps = TrialDeps & {
  /** What all marks of the scan begin with. */
  markPrefix: string;
  session: ScanSession;
  /** Keeps outside of this process what has to be put back if it dies; resolves when that is safe. */
  keepPutBack(requests: readonly RequestTemplate[]): Promise<void>;
};
