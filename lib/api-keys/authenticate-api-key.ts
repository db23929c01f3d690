import type { Context, KeyInUse, Person } from '@/lib/auth/actor';
import { mayInOrganization } from '@/lib/auth/rules/permissions';
import { type Clock, MINUTE_MS } from '@/lib/core/clock';
import { AppError, type ErrorKey } from '@/lib/core/errors';
import { database } from '@/lib/db/client';
import { hashOfToken } from '@/lib/people/password-links/issue-link';
import { isApiKey } from './rules/api-key-text';
import { type ApiScope, permissionsOfScopes } from './rules/api-scopes';
import { findPresentedKey, type PresentedKey, touchApiKey } from './store';

/** A use is noted no oftener. */
const NOTED_APART_MS = MINUTE_MS;
const BEARER = /^Bearer +(\S{1,200})$/i;

/** What a program with a key acts as. */
export type KeyContext = Context & { actor: Person & { apiKey: KeyInUse }; scopes: readonly ApiScope[] };

/**
 * The context of a request with a key, read anew each time: an expired or revoked key, a removed maker and a changed role
 * take effect at once.
 * @param authorization the header
 * @throws AppError UNAUTHENTICATED; alike for a key that is malformed, was never made or was revoked, or whose maker is
 *   gone or switched off
 */
export async function authenticateApiKey(
  clock: Clock,
  authorization: string | null,
  requestId: string | null,
): Promise<KeyContext> {
  if (authorization === null) throw refused('api.keyMissing');
  const text = BEARER.exec(authorization)?.[1] ?? '';
  const key = isApiKey(text) ? await findPresentedKey(database(), hashOfToken(text)) : null;
  if (!key) throw refused('api.keyUnknown');
  const now = clock.now();
  if (key.expiresAt <= now) throw refused('api.keyExpired');
  if (!mayInOrganization(key.role, 'api-key.manage')) throw refused('api.keyMakerNoOwner');
  if (key.lastUsedAt === null || now.getTime() - key.lastUsedAt.getTime() >= NOTED_APART_MS)
    await touchApiKey(database(), key.id, now);
  return { actor: toActor(key), clock, requestId, scopes: ['READ', ...key.scopes] };
}

const refused = (message: ErrorKey) => new AppError('UNAUTHENTICATED', { message });

const toActor = ({ id, name, hint, scopes, ...maker }: PresentedKey): KeyContext['actor'] => ({
  kind: 'person',
  userId: maker.userId,
  name: maker.userName,
  platformRoles: [],
  membership: { organizationId: maker.organizationId, role: maker.role },
  apiKey: { id, name, hint, permissions: permissionsOfScopes(scopes) },
});
