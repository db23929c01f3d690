import type { Person } from '@/lib/auth/actor';
import type { OrganizationRole } from '@/lib/auth/rules/permissions';
import { isSessionAlive, SEEN_STEP_MS } from '@/lib/auth/rules/session-lifetime';
import type { Clock } from '@/lib/core/clock';
import { isId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import { findSession, touchSession } from './sessions/store';
import { markJoined } from './store';

export type OrganizationChoice = { id: string; name: string; role: OrganizationRole; isCurrent: boolean };
export type SignedIn = {
  sessionId: string;
  email: string;
  hasPassword: boolean;
  actor: Person;
  /** In the order in which the person joined them. */
  organizations: OrganizationChoice[];
};

/**
 * Who stands behind a session now. Read at every request, so that a revoked session, a removed member and a changed
 * role take effect at once.
 * @param wishedOrganization the organization chosen last; one that the person is not in counts as none
 * @returns null when the session is revoked, over or unknown, or the account is switched off
 */
export async function readSession(
  clock: Clock,
  sessionId: unknown,
  wishedOrganization?: string,
): Promise<SignedIn | null> {
  if (!isId(sessionId)) return null;
  const session = await findSession(database(), sessionId);
  const now = clock.now();
  if (!session || !isSessionAlive(session, now) || session.user.disabledAt !== null) return null;
  if (now.getTime() - session.lastSeenAt.getTime() >= SEEN_STEP_MS)
    await touchSession(database(), session.id, session.lastSeenAt, now);

  const { user } = session;
  const current =
    user.members.find(({ organizationId }) => organizationId === wishedOrganization) ??
    user.members[0] ??
    null;
  if (current && !current.hasJoined)
    await markJoined(database(), { organizationId: current.organizationId, userId: user.id }, now);
  return {
    sessionId: session.id,
    email: user.email,
    hasPassword: user.passwordHash !== null,
    actor: {
      kind: 'person',
      userId: user.id,
      name: user.name,
      platformRoles: user.platformRoles,
      membership: current && { organizationId: current.organizationId, role: current.role },
    },
    organizations: user.members.map(({ organizationId, role, organization }) => ({
      id: organizationId,
      name: organization.name,
      role,
      isCurrent: organizationId === current?.organizationId,
    })),
  };
}
