import { authorise, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { findUsedWebsites, type UsedWebsite } from './search/store';

/** More than anybody chooses from; the search finds assets by host too. */
const MAX_CHOICES = 200;

/** The websites by which the asset list can be filtered: those that an asset uses. */
export function listUsedWebsites(context: Context): Promise<UsedWebsite[]> {
  return findUsedWebsites(database(), authorise(context, 'asset.view'), MAX_CHOICES);
}
