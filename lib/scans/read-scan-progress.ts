import { authorise, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import type { ScanProgress } from './rules/progress';
import type { ScanStatus } from './scan-record';
import { requireScanOrRetest } from './store';

/** What the progress stream sends: complete in itself. */
export type ScanState = {
  /** Rises with every change. */
  sequence: number;
  status: ScanStatus;
  isCancelRequested: boolean;
  isEnded: boolean;
  progress: ScanProgress | null;
};

/** How far a scan is now. @throws AppError NOT_FOUND */
export async function readScanProgress(context: Context, scanId: string): Promise<ScanState> {
  const scan = await requireScanOrRetest(database(), authorise(context, 'scan.view'), scanId);
  return {
    sequence: scan.progressSequence,
    status: scan.status,
    isCancelRequested: scan.cancelRequestedAt !== null,
    isEnded: scan.status !== 'QUEUED' && scan.status !== 'RUNNING',
    progress: scan.progress,
  };
}
