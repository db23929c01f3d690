import type { OrganizationScope } from '@/lib/auth/actor';
import { configuration } from '@/lib/config/configuration';
import { preconditionFailed } from '@/lib/core/errors';
import type { Database } from '@/lib/db/client';
import { openSecret, sealSecret } from '@/lib/storage/seal-secret';
import { findSealedAccessKey } from './store';

const contextOf = (assetId: string) => `access-key:${assetId}`;

/** Encrypts the key for this asset's row. */
export const sealAccessKey = (accessKey: string, assetId: string): Promise<string> =>
  sealSecret(accessKey, contextOf(assetId), configuration().ENCRYPTION_KEYS);

/**
 * The access key in clear: for signing a call, never for a page, a log or a job payload.
 * @throws AppError PRECONDITION_FAILED where none is set, or it cannot be read and must be entered again
 */
export async function openAccessKey(
  db: Database,
  scope: OrganizationScope,
  assetId: string,
): Promise<string> {
  const sealed = await findSealedAccessKey(db, scope, assetId);
  if (sealed === null) throw preconditionFailed('connection.accessKeyMissing');
  const opened = await openSecret(sealed, contextOf(assetId), configuration().ENCRYPTION_KEYS);
  if (!opened.ok) throw preconditionFailed('connection.accessKeyUnreadable');
  return opened.value;
}
