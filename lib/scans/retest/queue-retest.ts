import type { Context, OrganizationScope } from '@/lib/auth/actor';
import { notFound, preconditionFailed } from '@/lib/core/errors';
import { database } from '@/lib/db/client';
import type { FindingRecord } from '@/lib/findings/finding-record';
import { findScanFindings } from '@/lib/findings/for-other-rooms';
import { queueAlone, queueScan, requireScannable } from '../request-scan';
import { requireScan } from '../store';
import { insertRetestResults } from './store';

/** Findings of a scan: those that are named, else all of a class, else all. */
type Asked = { scanId: string; findingIds: readonly string[]; class?: string | undefined };

/**
 * Queues a re-test for whoever was authorised. It changes nothing of the scan: neither its result nor how long it is
 * valid.
 * @throws AppError NOT_FOUND for findings that the scan does not have; PRECONDITION_FAILED when ownership or agreement is
 *   missing or there is nothing to ask; CONFLICT when a run of the website is under way; LIMIT_EXCEEDED
 */
export async function queueRetest(
  context: Context,
  scope: OrganizationScope & { userId: string },
  asked: Asked,
): Promise<{ scanId: string; retestId: string }> {
  const scan = await requireScan(database(), scope, asked.scanId);
  const chosen = chooseFindings(await findScanFindings(database(), scope, [scan.id]), asked);
  const website = await requireScannable(context.clock, scope, scan.websiteId);
  const retestId = await queueAlone(async (tx) => {
    const id = await queueScan(tx, context, scope, {
      ...{ website, purpose: 'RETEST', retestOfId: scan.id, submissionId: null, assetId: null },
    });
    const ids = chosen.map((finding) => finding.id);
    await insertRetestResults(tx, scope, { id, at: context.clock.now() }, ids);
    return id;
  });
  return { scanId: scan.id, retestId };
}

function chooseFindings(
  findings: readonly FindingRecord[],
  { findingIds, class: name }: Asked,
): FindingRecord[] {
  if (findingIds.some((id) => !findings.some((finding) => finding.id === id))) throw notFound('finding');
  const chosen = findings
    .filter(({ id }) => findingIds.length === 0 || findingIds.includes(id))
    .filter((finding) => name === undefined || finding.class === name);
  if (chosen.length === 0) throw preconditionFailed('scans.nothingToRetest');
  return chosen;
}
