import { authoriseSystem, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { moveScannedAssets } from './store';

/** Moves "Updated" of every asset that uses the website of a scan which has ended; any number of times. */
export const touchScannedAssets = (context: Context, scanId: string): Promise<void> =>
  moveScannedAssets(database(), authoriseSystem(context), scanId);
