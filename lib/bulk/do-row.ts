import { deleteWithin } from '@/lib/assets/delete-within';
import { authorise, type Context, type OrganizationScope } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { AppError, type ErrorKey, forbidden } from '@/lib/core/errors';
import { database, inTransaction, isUniqueViolation } from '@/lib/db/client';
import { queueScan, requireScannable } from '@/lib/scans/request-scan';
import type { WaitingItem } from './bulk-record';
import type { BulkReason } from './rules/bulk-plan';
import { findRequester, lockItem, settleItem } from './store';

/** `FULL`: it waits on, because the organization has as many scans as it may have. `TAKEN`: somebody else is at it. */
export type RowOutcome = 'DONE' | 'SKIPPED' | 'FULL' | 'TAKEN';

/** What the acts refuse with, as the reason of a row. */
const REASONS: Partial<Record<ErrorKey, BulkReason>> = {
  'assets.hasProduct': 'HAS_PRODUCT',
  'assets.underReview': 'UNDER_REVIEW',
  'assets.wasSubmitted': 'SUBMITTED',
  'scans.ownershipNotProven': 'NOT_VERIFIED',
  'scans.agreementNotAccepted': 'AGREEMENT',
};

/**
 * Does one row, with what it takes to do it alone, as whoever asked for the run may now. What is done and that it is done
 * are one transaction; a refusal is the row's reason.
 */
export async function doRow(
  context: Context,
  scope: OrganizationScope,
  item: WaitingItem,
): Promise<RowOutcome> {
  try {
    const requester = await asRequester(context, scope, item);
    return item.kind === 'RESCAN' ? await scanRow(requester, item) : await deleteRow(requester, item);
  } catch (error) {
    if (error instanceof AppError && error.code === 'LIMIT_EXCEEDED') return 'FULL';
    const reason = isUniqueViolation(error, 'Scan_one_unfinished_per_website')
      ? 'SCAN_RUNNING'
      : error instanceof AppError && toReason(error);
    if (!reason) throw error;
    await settleItem(database(), scope, item, { state: 'SKIPPED', reason });
    return 'SKIPPED';
  }
}

function toReason({ code, details }: AppError): BulkReason | null {
  if (code === 'NOT_FOUND') return 'NOT_FOUND';
  if (code === 'FORBIDDEN') return 'NO_PERMISSION';
  return REASONS[details.message] ?? null;
}

/** History and audit name who asked, with the role that they have by now. @throws AppError FORBIDDEN */
async function asRequester(
  { clock, requestId }: Context,
  scope: OrganizationScope,
  { organizationId, requestedById }: WaitingItem,
): Promise<Context> {
  const member = await findRequester(database(), scope, requestedById);
  if (!member) throw forbidden('member');
  const { userId, name, role } = member;
  const membership = { organizationId, role };
  return { clock, requestId, actor: { kind: 'person', userId, name, platformRoles: [], membership } };
}

async function scanRow(context: Context, item: WaitingItem): Promise<RowOutcome> {
  const scope = authorise(context, 'scan.run');
  // Before the transaction: it asks on a connection of its own.
  const website = await requireScannable(context.clock, scope, item.websiteId ?? '');
  return transact(context, async ({ tx }) => {
    if (!(await lockItem(tx, scope, item))) return 'TAKEN';
    const scan = { website, purpose: 'SELF_CHECK', submissionId: null, assetId: item.assetId } as const;
    const scanId = await queueScan(tx, context, scope, { ...scan, isOfBulk: true });
    await settleItem(tx, scope, item, { state: 'DONE', scanId });
    return 'DONE';
  });
}

async function deleteRow(context: Context, item: WaitingItem): Promise<RowOutcome> {
  const scope = authorise(context, 'asset.delete');
  return inTransaction(async (tx) => {
    if (!(await lockItem(tx, scope, item))) return 'TAKEN';
    await deleteWithin(tx, context, scope, { assetId: item.assetId, isNeverSubmitted: true });
    await settleItem(tx, scope, item, { state: 'DONE', scanId: null });
    return 'DONE';
  });
}
