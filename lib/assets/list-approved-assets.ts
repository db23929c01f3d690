import { authoriseSystem, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { findApprovedAssets } from './store';

/**
 * The approved assets of all organizations in the order of their ids, for the system's own parts.
 * @param page those after this id, and how many at most
 */
export const listApprovedAssets = (
  context: Context,
  page: { after: string | null; atMost: number },
): Promise<{ id: string; organizationId: string }[]> =>
  findApprovedAssets(database(), authoriseSystem(context), page);
