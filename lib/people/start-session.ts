import { recordAudit } from '@/lib/audit/record-audit';
import { SESSION_MS } from '@/lib/auth/rules/session-lifetime';
import { notFound } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { inTransaction } from '@/lib/db/client';
import { isNewDevice } from './rules/device';
import { findUserAgents, insertSession } from './sessions/store';
import { findUser } from './store';
import { tellOfNewDevice } from './tell-of-new-device';
import type { Visit } from './visit';

const USER_AGENT_MAX = 300;
/** A device that was used in none of so many sessions is told of as new. */
const KNOWN_SESSIONS = 100;

/**
 * Opens a session for somebody who has just proven who they are.
 * @returns its id, which the signed cookie carries
 * @throws AppError NOT_FOUND when the account is gone or switched off
 */
export async function startSession(
  visit: Visit,
  { userId, method }: { userId: string; method: 'password' | 'oidc' },
): Promise<string> {
  const createdAt = visit.clock.now();
  // The id is what the cookie proves by its signature, so it need not be secret; it is never accepted bare.
  const id = newId(createdAt.getTime());
  await inTransaction(async (tx) => {
    const user = await findUser(tx, userId);
    if (!user || user.disabledAt !== null) throw notFound('user');
    const earlier = await findUserAgents(tx, userId, KNOWN_SESSIONS);
    await insertSession(tx, {
      id,
      userId,
      createdAt,
      lastSeenAt: createdAt,
      expiresAt: new Date(createdAt.getTime() + SESSION_MS),
      address: visit.address,
      userAgent: visit.userAgent?.slice(0, USER_AGENT_MAX) ?? null,
    });
    const actor = { kind: 'person', userId, name: user.name, platformRoles: [], membership: null } as const;
    await recordAudit(
      tx,
      { ...visit, actor },
      {
        event: 'user.signedIn',
        organizationId: null,
        subject: { type: 'session', id },
        after: { method },
      },
    );
    if (isNewDevice(visit.userAgent, earlier))
      await tellOfNewDevice(
        { ...visit, actor, tx },
        { id, userId, address: visit.address, userAgent: visit.userAgent },
      );
  });
  return id;
}
