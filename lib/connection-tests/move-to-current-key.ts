import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import { movedRequest } from './kept-requests';
import { moveKeysToCurrent } from './keys/access-keys';
import { findCases, replaceSealedRequest } from './store';

/**
 * Seals what is kept of an asset (access keys, requests of cases) with the current encryption key, where a previous one
 * did: so that the operator can drop that one when each asset has been tested once since. Messages keep theirs.
 */
export async function moveToCurrentKey(
  db: Database,
  scope: OrganizationScope,
  assetId: string,
): Promise<void> {
  await moveKeysToCurrent(db, scope, assetId);
  for (const { id, sealedRequest } of await findCases(db, scope, [assetId])) {
    const moved = sealedRequest && (await movedRequest(sealedRequest, assetId));
    if (moved) await replaceSealedRequest(db, scope, { id, sealedRequest }, moved);
  }
}
