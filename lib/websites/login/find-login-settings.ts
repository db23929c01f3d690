import { authorise, type Context } from '@/lib/auth/actor';
import { configuration } from '@/lib/config/configuration';
import { database } from '@/lib/db/client';
import type { PlainLoginProfile } from '../rules/login-profile';
import { type LoginState, type LoginTry, loginState } from '../rules/login-state';
import { requireWebsite } from '../store';
import { readSecrets, type SecretsProblem } from './secrets';
import { findLoginProfile } from './store';

/** The settings as the page shows them: which secrets are set, never what they are. */
export type ShownLoginProfile = PlainLoginProfile & {
  version: number;
  state: LoginState;
  hasPassword: boolean;
  hasCookies: boolean;
  /** The stored secrets cannot be read with the keys configured now; they have to be entered again. */
  secretsProblem: SecretsProblem | null;
  lastTry: (LoginTry & { at: Date; isOfTheseSettings: boolean }) | null;
  updatedAt: Date;
};

/** The login settings of a website; null where none were saved. @throws AppError NOT_FOUND */
export async function findLoginSettings(
  context: Context,
  websiteId: string,
): Promise<ShownLoginProfile | null> {
  const scope = authorise(context, 'website.view');
  const website = await requireWebsite(database(), scope, websiteId);
  const profile = await findLoginProfile(database(), website);
  if (!profile) return null;
  const opened = await readSecrets(profile, configuration().ENCRYPTION_KEYS);
  const { mode, loginUrl, verifyUrl, username, headerNames, pathsToAvoid, requestsPerSecond, concurrency } =
    profile;
  const { version, updatedAt, lastTry, lastTryAt, lastTryVersion } = profile;
  return {
    ...{ mode, loginUrl, verifyUrl, username, headerNames, pathsToAvoid, requestsPerSecond, concurrency },
    ...{ version, updatedAt, state: loginState(profile) },
    hasPassword: opened.ok && opened.secrets.password !== undefined,
    hasCookies: opened.ok && opened.secrets.cookies !== undefined,
    secretsProblem: opened.ok ? null : opened.reason,
    lastTry: lastTry &&
      lastTryAt && { ...lastTry, at: lastTryAt, isOfTheseSettings: lastTryVersion === version },
  };
}
