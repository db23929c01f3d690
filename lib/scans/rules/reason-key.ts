import { RUN_REASONS, type ScanEndReason } from '../scan-record';

export const isRunReason = (code: string): code is (typeof RUN_REASONS)[number] =>
  RUN_REASONS.some((known) => known === code);

/** Where the texts of a reason are, `.title` and `.fix` below it: the engine's, or those of its run. */
export const reasonKey = (code: ScanEndReason) =>
  isRunReason(code) ? (`scans.reasons.${code}` as const) : (`scan.reasons.${code}` as const);
