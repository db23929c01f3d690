import { authorise, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { nextRescan, type RescanTime } from '../rules/rescan-window';
import { findRescans } from './store';

export type Rescans = RescanTime & {
  /** When the next one may start at the earliest; null until a scan was complete. */
  nextAt: Date | null;
};

/** A website's automatic scans; null: it has none, or is of another organization. @throws AppError FORBIDDEN */
export async function findRescanPlan(context: Context, websiteId: string): Promise<Rescans | null> {
  const scope = authorise(context, 'scan.view');
  const found = await findRescans(database(), scope, websiteId);
  if (!found) return null;
  const { completedAt, ...time } = found;
  return { ...time, nextAt: completedAt && nextRescan(time, completedAt, context.clock.now()) };
}
