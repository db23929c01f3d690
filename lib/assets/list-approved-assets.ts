import { authoriseSystem, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { findAssetsWithStatus } from './store';

/** The approved assets of all organizations, for the system's own parts. */
export const listApprovedAssets = (context: Context): Promise<{ id: string; organizationId: string }[]> =>
  findAssetsWithStatus(database(), authoriseSystem(context), 'APPROVED');
