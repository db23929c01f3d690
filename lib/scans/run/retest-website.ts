import { type Context, type PlatformScope, toOrganizationScope } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { findScanFindings } from '@/lib/findings/for-other-rooms';
import { runRetest } from '../engine/retest/run-retest';
import type { ScanDeps } from '../engine/scan-deps';
import { findRetestFindingIds } from '../retest/store';
import type { ScanPlan } from '../rules/plan';
import type { ScanRecord } from '../scan-record';
import type { ScanRunEnd } from './scan-work';

/** Asks the places of the findings again that a re-test is about; ends without a result of a scan. */
export async function retestWebsite(
  context: Context & { scope: PlatformScope },
  scan: ScanRecord,
  plan: ScanPlan,
  deps: ScanDeps,
): Promise<ScanRunEnd> {
  const { scope } = context;
  const ids = new Set(await findRetestFindingIds(database(), scope, scan.id));
  const all = await findScanFindings(
    database(),
    toOrganizationScope(scan, scope),
    scan.retestOfId === null ? [] : [scan.retestOfId],
  );
  const findings = all.filter(({ id }) => ids.has(id));
  const { entries, reason, engineVersion, completedAt } = await runRetest(plan, findings, deps);
  return {
    status: reason?.code === 'STOPPED_BY_USER' ? 'CANCELLED' : 'RETESTED',
    at: completedAt,
    reasonCode: reason?.code ?? null,
    reasonData: reason?.values ?? null,
    ...{ result: null, engineVersion, findings: [], login: null },
    retested: new Map(entries.map((entry, index) => [findings[index]?.id ?? '', entry])),
  };
}
