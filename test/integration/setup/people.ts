import type { Context, Person } from '@/lib/auth/actor';
import type { OrganizationRole, PlatformRole } from '@/lib/auth/rules/permissions';
import { type Clock, fixedClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';

export type TestOrganization = {
  id: string;
  clock: Clock & { advanceMs(ms: number): void };
  /** A context of a member with this role; the same person each time. */
  as(role: OrganizationRole): Context & { actor: Person };
};

const person = async (name: string, platformRoles: PlatformRole[], at: Date) => {
  const id = newId();
  await database().user.create({
    data: { id, email: `${name}-${id}@example.com`, name, platformRoles, createdAt: at },
  });
  return id;
};

/** A new organization with an owner, an editor and a viewer: every test has its own. */
export async function newOrganization(at = '2026-03-02T09:00:00Z'): Promise<TestOrganization> {
  const clock = fixedClock(at);
  const id = newId();
  await database().organization.create({ data: { id, name: `Organization ${id}`, createdAt: clock.now() } });
  const members = new Map<OrganizationRole, string>();
  for (const role of ['OWNER', 'EDITOR', 'VIEWER'] as const) {
    const userId = await person(role.toLowerCase(), [], clock.now());
    await database().member.create({
      data: { organizationId: id, userId, role, createdAt: clock.now(), joinedAt: clock.now() },
    });
    members.set(role, userId);
  }
  return {
    id,
    clock,
    as: (role) => ({
      clock,
      requestId: null,
      actor: {
        kind: 'person',
        userId: members.get(role) ?? '',
        name: role.toLowerCase(),
        platformRoles: [],
        membership: { organizationId: id, role },
      },
    }),
  };
}

/** A person of the platform, in no organization. */
export async function newPlatformPerson(
  role: PlatformRole,
  clock: Clock,
): Promise<Context & { actor: Person }> {
  const userId = await person(role.toLowerCase(), [role], clock.now());
  return {
    clock,
    requestId: null,
    actor: { kind: 'person', userId, name: role.toLowerCase(), platformRoles: [role], membership: null },
  };
}
