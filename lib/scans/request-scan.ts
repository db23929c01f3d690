import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context, type OrganizationScope } from '@/lib/auth/actor';
import type { Clock } from '@/lib/core/clock';
import { conflict, limitExceeded, preconditionFailed } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { database, inTransaction, isUniqueViolation, type Transaction } from '@/lib/db/client';
import { addLongJob } from '@/lib/jobs/add-long-job';
import { listWebsiteFacts } from '@/lib/ownership/list-website-facts';
import { getWebsite } from '@/lib/websites/get-website';
import { lockWebsiteWithFacts } from '@/lib/websites/lock-website-with-facts';
import { BULK_SCANS_AT_ONCE, MAX_SCANS_AT_ONCE } from './rules/run-limits';
import type { ScanRecord } from './scan-record';
import { countUnfinished, insertScan, lockScanning } from './store';

/**
 * Queues a self-check of a website whose ownership is proven.
 * @throws AppError PRECONDITION_FAILED when ownership or agreement is missing, CONFLICT when a scan of it is under way,
 * LIMIT_EXCEEDED when five scans of the organization are
 */
export async function requestScan(context: Context, websiteId: string): Promise<{ scanId: string }> {
  const scope = authorise(context, 'scan.run');
  await getWebsite(context, websiteId);
  const website = await requireScannable(context.clock, scope, websiteId);
  const scanId = await queueAlone((tx) =>
    queueScan(tx, context, scope, { website, purpose: 'SELF_CHECK', submissionId: null, assetId: null }),
  );
  return { scanId };
}

/** A website that a scan may ask now. @throws AppError PRECONDITION_FAILED */
export async function requireScannable(
  clock: Clock,
  scope: OrganizationScope,
  websiteId: string,
): Promise<{ id: string; host: string }> {
  const facts = (await listWebsiteFacts(database(), scope, [websiteId], clock.now())).get(websiteId);
  if (facts?.ownership !== 'VERIFIED') throw preconditionFailed('scans.ownershipNotProven');
  if (!facts.isAgreementAccepted) throw preconditionFailed('scans.agreementNotAccepted');
  return facts;
}

/** Queues in one transaction. @throws AppError CONFLICT when the website has a run that is not over */
export async function queueAlone(queue: (tx: Transaction) => Promise<string>): Promise<string> {
  try {
    return await inTransaction(queue);
  } catch (error) {
    throw isUniqueViolation(error, 'Scan_one_unfinished_per_website')
      ? conflict('scans.alreadyRunning')
      : error;
  }
}

/**
 * Queues one scan with its audit entry and its job in the caller's transaction. The website is held until its end, so
 * that nobody removes it or gives its host back at the same moment. Without a user, Preflight itself asks for it.
 * @returns the scan's id
 * @throws AppError NOT_FOUND, PRECONDITION_FAILED when that has just happened; LIMIT_EXCEEDED
 */
export async function queueScan(
  tx: Transaction,
  context: Context,
  scope: OrganizationScope & { userId: string | null },
  scan: {
    website: { id: string; host: string };
    purpose: ScanRecord['purpose'];
    /** Of a re-test: the scan whose findings are asked again. */
    retestOfId?: string;
    submissionId: string | null;
    assetId: string | null;
    /** One of many that somebody asked for at once. */
    isOfBulk?: boolean;
  },
): Promise<string> {
  const createdAt = context.clock.now();
  // The website before the limit: whoever sends an asset holds all of its websites when it comes to the limit.
  const { facts } = await lockWebsiteWithFacts(tx, scope, scan.website.id, createdAt);
  if (facts.ownership !== 'VERIFIED') throw preconditionFailed('scans.ownershipNotProven');
  await lockScanning(tx, scope);
  const maximum = scan.isOfBulk ? BULK_SCANS_AT_ONCE : MAX_SCANS_AT_ONCE;
  if ((await countUnfinished(tx, scope)) >= maximum)
    throw limitExceeded('scans.tooManyAtOnce', { values: { maximum } });
  const id = newId(createdAt.getTime());
  await insertScan(tx, scope, {
    id,
    websiteId: scan.website.id,
    host: scan.website.host,
    submissionId: scan.submissionId,
    retestOfId: scan.retestOfId ?? null,
    purpose: scan.purpose,
    requestedById: scope.userId,
    createdAt,
  });
  await recordAudit(tx, context, {
    event: 'scan.requested',
    organizationId: scope.organizationId,
    subject: { type: 'scan', id },
    assetId: scan.assetId,
    websiteId: scan.website.id,
    after: { website: scan.website.host, purpose: scan.purpose },
  });
  await addLongJob(tx, 'run-scan', id);
  return id;
}
