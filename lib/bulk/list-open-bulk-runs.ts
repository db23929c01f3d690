import { authorise, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { findOpenRuns, type OpenRun } from './store';

const SHOWN = 3;

/** The newest acts for many rows that are under way in the organization. */
export async function listOpenBulkRuns(context: Context): Promise<OpenRun[]> {
  return findOpenRuns(database(), authorise(context, 'asset.view'), SHOWN);
}
