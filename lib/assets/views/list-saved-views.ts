import { authorise, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { findViews, type SavedView } from './store';

/** One's own views of the asset list, the oldest first. */
export async function listSavedViews(context: Context): Promise<SavedView[]> {
  return findViews(database(), authorise(context, 'asset.view'));
}
