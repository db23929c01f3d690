import type { Readiness } from './readiness';
import type { ReadinessItem } from './readiness-facts';
import type { StatusLine } from './status-line';

/**
 * The one thing to do now. `FIX`: the first step that is left, in the order of the path. `APPEAL`: answer the findings
 * of the rejected request. `REPLY`: a reviewer has asked. `MODIFY`: no appeal is left. `SUBMIT`: nothing is left. Texts: `next-step.<code of the item, or kind>`.
 */
export type NextStep =
  | { kind: 'FIX'; item: ReadinessItem }
  | { kind: 'APPEAL' | 'REPLY'; submissionId: string }
  | { kind: 'MODIFY' }
  | { kind: 'SUBMIT' };

const IN_REQUEST: Partial<Record<StatusLine['code'], 'APPEAL' | 'REPLY'>> = {
  REJECTED: 'APPEAL',
  TO_ANSWER: 'APPEAL',
  QUESTIONED: 'REPLY',
};

type Assessed = {
  asset: { submissionId: string | null };
  readiness: Pick<Readiness, 'blockers' | 'warnings'>;
  line: Pick<StatusLine, 'code' | 'turn' | 'reason'>;
};

/** The next step of an asset; null while somebody else acts, or when nothing is to be done. */
export function nextStep({ asset, readiness, line }: Assessed): NextStep | null {
  if (line.turn !== 'seller') return null;
  if (line.code === 'FINALLY_REJECTED') return { kind: 'MODIFY' };
  const kind = IN_REQUEST[line.code];
  if (kind) return asset.submissionId === null ? null : { kind, submissionId: asset.submissionId };
  if (line.code === 'READY') return { kind: 'SUBMIT' };
  // A scan that runs needs nobody: the other steps can go on meanwhile.
  const isOpen = ({ code }: ReadinessItem) => code !== 'SCAN_RUNNING';
  const isHigh = ({ code }: ReadinessItem) => code === 'HIGH_FINDINGS';
  const item = line.reason && isOpen(line.reason) ? line.reason : readiness.blockers.find(isOpen);
  const first = item ?? readiness.warnings.find(isHigh);
  return first ? { kind: 'FIX', item: first } : null;
}
