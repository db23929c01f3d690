import { listAssetsById } from '@/lib/assets/list-assets-by-id';
import { authorise, type Context } from '@/lib/auth/actor';
import { DAY_MS } from '@/lib/core/clock';
import { EXPIRING_WITHIN_DAYS, SCAN_VALID_DAYS } from '@/lib/core/policy';
import { database } from '@/lib/db/client';
import type { SubmissionStatus } from '@/lib/lifecycle/rules/status';
import { scanValidUntil } from '@/lib/scans/rules/validity';
import { assessAssets } from '../assess-assets';
import { CARDS_A_COLUMN, type OverviewColumns, overviewColumns } from '../rules/overview-cards';
import {
  type ExpiringRow,
  findApprovedToLookAt,
  findNewestOfEachStatus,
  findScansCompletedBy,
} from './store';

const EXPIRING_ROWS = 10;

export type ExpiringScan = ExpiringRow & { validUntil: Date };

export type Overview = {
  columns: OverviewColumns;
  /** Live assets by status, however many cards are shown. */
  counts: Record<SubmissionStatus, number>;
  /** Approved assets that could not be released today. */
  approvedToLookAt: number;
  /** Scans that end within 14 days, and those that have ended, the earliest first. */
  expiring: ExpiringScan[];
};

/** What the first page of the desk shows: whose turn it is, everywhere at once. */
export async function getOverview(context: Context): Promise<Overview> {
  const scope = authorise(context, 'asset.view');
  const now = context.clock.now();
  const newest = await findNewestOfEachStatus(database(), scope, CARDS_A_COLUMN);
  const validSince = new Date(now.getTime() - SCAN_VALID_DAYS * DAY_MS);
  const toLookAt = await findApprovedToLookAt(database(), scope, { now, validSince }, CARDS_A_COLUMN);
  const since = new Map([...newest, ...toLookAt].map((row) => [row.id, row.since]));
  const assessed = await assessAssets(
    database(),
    scope,
    await listAssetsById(context, [...since.keys()]),
    now,
  );
  const assets = assessed.map((entry) => ({ ...entry, since: since.get(entry.asset.id) ?? now }));
  const counts = { DRAFT: 0, SCANNING: 0, APPROVED: 0, REJECTED: 0, REVIEWING: 0 };
  for (const { status, total } of newest) counts[status] = total;
  const endsSoonIfCompletedBy = new Date(now.getTime() - (SCAN_VALID_DAYS - EXPIRING_WITHIN_DAYS) * DAY_MS);
  const expiring = await findScansCompletedBy(database(), scope, endsSoonIfCompletedBy, EXPIRING_ROWS);
  return {
    columns: overviewColumns(assets, now),
    counts,
    approvedToLookAt: toLookAt[0]?.total ?? 0,
    expiring: expiring.map((row) => ({ ...row, validUntil: scanValidUntil(row.completedAt) })),
  };
}
