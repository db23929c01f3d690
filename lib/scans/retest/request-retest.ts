import { authorise, type Context } from '@/lib/auth/actor';
import { notFound, preconditionFailed } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { database } from '@/lib/db/client';
import type { FindingRecord } from '@/lib/findings/finding-record';
import { findScanFindings } from '@/lib/findings/for-other-rooms';
import { getScannableWebsite, queueAlone, queueScan } from '../request-scan';
import { retestSchema } from '../schemas';
import { requireScan } from '../store';
import { insertRetestResults } from './store';

/**
 * Queues a re-test of findings of a scan: those that are named, else all of a class, else all. It changes nothing of the
 * scan: neither its result nor how long it is valid.
 * @param input `{ scanId, findingIds?, class? }`
 * @throws AppError NOT_FOUND for findings that the scan does not have; PRECONDITION_FAILED when ownership or agreement is
 *   missing or there is nothing to ask; CONFLICT when a run of the website is under way; LIMIT_EXCEEDED
 */
export async function requestRetest(
  context: Context,
  input: unknown,
): Promise<{ scanId: string; retestId: string }> {
  const scope = authorise(context, 'scan.run');
  const asked = parseInput(retestSchema, input);
  const scan = await requireScan(database(), scope, asked.scanId);
  const chosen = chooseFindings(await findScanFindings(database(), scope, [scan.id]), asked);
  const website = await getScannableWebsite(context, scope, scan.websiteId);
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
  asked: { findingIds: readonly string[]; class?: string | undefined },
): FindingRecord[] {
  const { findingIds, class: name } = asked;
  if (findingIds.some((id) => !findings.some((finding) => finding.id === id))) throw notFound('finding');
  const chosen = findings
    .filter(({ id }) => findingIds.length === 0 || findingIds.includes(id))
    .filter((finding) => name === undefined || finding.class === name);
  if (chosen.length === 0) throw preconditionFailed('scans.nothingToRetest');
  return chosen;
}
