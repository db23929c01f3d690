import { authorise, type Context } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { isId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import type { Severity } from '@/lib/findings/rules/finding';
import { countEndedScans, findTrend } from './trend-store';

/** As many as can be told apart on a phone. */
export const TREND_SCANS = 50;

export type TrendScan = {
  id: string;
  status: 'COMPLETE' | 'INCOMPLETE';
  completedAt: Date;
  counts: Record<Severity, number>;
  /** Since the complete scan before, null where there is none. Only a complete scan tells what is fixed. */
  change: { added: number; fixed: number | null } | null;
};

/** @property total of the scans that came to an end, of which `scans` are the last, oldest first */
export type ScanTrend = { scans: TrendScan[]; total: number };

/** How the findings of a website have changed from scan to scan. @throws AppError NOT_FOUND for what is no id */
export async function listScanTrend(context: Context, websiteId: string): Promise<ScanTrend> {
  const scope = authorise(context, 'scan.view');
  if (!isId(websiteId)) throw notFound('website');
  const [rows, total] = await Promise.all([
    findTrend(database(), scope, websiteId, TREND_SCANS),
    countEndedScans(database(), scope, websiteId),
  ]);
  const scans = rows.map(
    ({ id, status, completedAt, high, medium, low, hint, beforeId, added, fixed }): TrendScan => ({
      ...{ id, status, completedAt },
      counts: { HIGH: high, MEDIUM: medium, LOW: low, HINT: hint },
      change: beforeId === null ? null : { added, fixed: status === 'COMPLETE' ? fixed : null },
    }),
  );
  return { scans: scans.reverse(), total };
}
