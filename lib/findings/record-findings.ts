import type { OrganizationScope } from '@/lib/auth/actor';
import type { Transaction } from '@/lib/db/client';
import type { FingerprintedFinding } from './rules/fingerprint';
import { insertFindings } from './store';

/** Keeps what a scan found, in the transaction that ends the scan. */
export function recordFindings(
  tx: Transaction,
  scope: OrganizationScope,
  scan: { id: string; completedAt: Date },
  findings: readonly FingerprintedFinding[],
): Promise<void> {
  return insertFindings(tx, scope, scan, findings);
}
