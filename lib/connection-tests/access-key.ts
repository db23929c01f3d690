import type { OrganizationScope } from '@/lib/auth/actor';
import { configuration } from '@/lib/config/configuration';
import type { Database } from '@/lib/db/client';
import { openSecret, sealSecret } from '@/lib/storage/seal-secret';
import { findSealedAccessKey } from './store';

const contextOf = (assetId: string) => `access-key:${assetId}`;

/** Encrypts the key for this asset's row. */
export const sealAccessKey = (accessKey: string, assetId: string): Promise<string> =>
  sealSecret(accessKey, contextOf(assetId), configuration().ENCRYPTION_KEYS);

/**
 * The access key in clear: for signing a call, never for a page, a log or a job payload.
 * @returns null where none is set, or where it cannot be read with the keys configured now and must be entered again
 */
export async function readAccessKey(
  db: Database,
  scope: OrganizationScope,
  assetId: string,
): Promise<string | null> {
  const sealed = await findSealedAccessKey(db, scope, assetId);
  if (sealed === null) return null;
  const opened = await openSecret(sealed, contextOf(assetId), configuration().ENCRYPTION_KEYS);
  return opened.ok ? opened.value : null;
}
