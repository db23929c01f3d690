import type { Readiness } from './readiness';
import type { ReadinessItem } from './readiness-facts';
import type { StatusLine } from './status-line';

/**
 * The one thing to do now. `FIX`: the first step that is left, in the order of the path. `APPEAL`: answer the findings
 * of the rejected request. `SUBMIT`: nothing is left. Texts: `next-step.<code of the item, or kind>`.
 */
export type NextStep =
  | { kind: 'FIX'; item: ReadinessItem }
  | { kind: 'APPEAL'; submissionId: string }
  | { kind: 'SUBMIT' };

type Assessed = {
  asset: { submissionId: string | null };
  readiness: Pick<Readiness, 'blockers' | 'warnings'>;
  line: Pick<StatusLine, 'code' | 'turn' | 'reason'>;
};

/** The next step of an asset; null while somebody else acts, or when nothing is to be done. */
export function nextStep({ asset, readiness, line }: Assessed): NextStep | null {
  if (line.turn !== 'seller') return null;
  if (line.code === 'REJECTED' || line.code === 'PARTLY_ACCEPTED')
    return asset.submissionId === null ? null : { kind: 'APPEAL', submissionId: asset.submissionId };
  if (line.code === 'READY') return { kind: 'SUBMIT' };
  // A scan that runs needs nobody: the other steps can go on meanwhile.
  const isOpen = ({ code }: ReadinessItem) => code !== 'SCAN_RUNNING';
  const isHigh = ({ code }: ReadinessItem) => code === 'HIGH_FINDINGS';
  const item = line.reason && isOpen(line.reason) ? line.reason : readiness.blockers.find(isOpen);
  const first = item ?? readiness.warnings.find(isHigh);
  return first ? { kind: 'FIX', item: first } : null;
}
