import type { OrganizationScope } from '@/lib/auth/actor';
import { configuration } from '@/lib/config/configuration';
import { preconditionFailed } from '@/lib/core/errors';
import { type Database, database } from '@/lib/db/client';
import { resealSecret } from '@/lib/storage/seal-secret';
import type { LoginSecrets } from '../rules/login-profile';
import { requireWebsite } from '../store';
import { loginContext, readSecrets } from './secrets';
import { findLoginProfile, type LoginProfile, replaceSealed } from './store';

/** Everything that logging in takes, secrets in clear: for the scan engine, never for a page, a log or a job payload. */
export type OpenedLoginProfile = Omit<LoginProfile, 'sealed'> & { secrets: LoginSecrets };

/**
 * The settings with their secrets; null where none were saved. After a key rotation the ciphertext moves to the
 * current key here, so that an old key can be dropped once every profile was used or saved.
 * @param scope proof that the caller was authorised in the organization
 * @throws AppError NOT_FOUND; PRECONDITION_FAILED where the secrets cannot be read and must be entered again
 */
export async function openLoginProfile(
  scope: OrganizationScope,
  websiteId: string,
): Promise<OpenedLoginProfile | null> {
  const db = database();
  const profile = await findLoginProfile(db, await requireWebsite(db, scope, websiteId));
  if (!profile) return null;
  const keys = configuration().ENCRYPTION_KEYS;
  const opened = await readSecrets(profile, keys);
  if (!opened.ok) throw preconditionFailed('websites.login.secretsUnreadable', { data: opened });
  await moveToCurrentKey(db, profile);
  const { sealed, ...settings } = profile;
  return { ...settings, secrets: opened.secrets };
}

async function moveToCurrentKey(db: Database, profile: LoginProfile): Promise<void> {
  if (profile.sealed === null) return;
  const { ENCRYPTION_KEYS } = configuration();
  const moved = await resealSecret(profile.sealed, loginContext(profile.websiteId), ENCRYPTION_KEYS);
  if (moved.ok && moved.isChanged) await replaceSealed(db, profile, moved.sealed);
}
