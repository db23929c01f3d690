import type { Check } from '@/lib/scans/checks/check';
import { runScan } from '@/lib/scans/engine/run-scan';
import type { ScanPlan } from '@/lib/scans/rules/plan';
import type { ScanResult } from '@/lib/scans/rules/result';
import { planFor } from '../engine/plan-for';

/** A whole scan of a part of a site on this machine, which whoever started it closes. */
export async function scanPart(
  origin: string,
  changes: Partial<ScanPlan>,
  checks: readonly Check[],
): Promise<ScanResult> {
  const { plan, deps } = planFor({ origin });
  return runScan({ ...plan, ...changes }, deps(checks));
}
