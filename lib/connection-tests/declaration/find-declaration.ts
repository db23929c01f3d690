import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import { readOnce } from '@/lib/db/read-once';
import type { Declaration } from '../connection-record';
import { findDeclarations } from '../store';

/** What an asset declares about its interfaces; null before the first save. */
export const findDeclaration = readOnce(
  async (db: Database, scope: OrganizationScope, assetId: string): Promise<Declaration | null> => {
    return (await findDeclarations(db, scope, [assetId])).get(assetId) ?? null;
  },
);
