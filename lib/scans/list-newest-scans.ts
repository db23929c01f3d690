import { authorise, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { type ScanView, withValidity } from './get-scan-report';
import { findNewestScans } from './store';

/** The newest scans of each website, by its id, newest first. */
export async function listNewestScans(
  context: Context,
  websiteIds: readonly string[],
  atMostEach: number,
): Promise<Map<string, ScanView[]>> {
  const scope = authorise(context, 'scan.view');
  const scans = await findNewestScans(database(), scope, websiteIds, atMostEach);
  return new Map(
    websiteIds.map((id) => [id, scans.filter(({ websiteId }) => websiteId === id).map(withValidity)]),
  );
}
