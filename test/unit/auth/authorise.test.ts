import { describe, expect, it } from 'vitest';
import {
  authorise,
  authoriseOwn,
  authorisePlatform,
  authorisePlatformOrSystem,
  authoriseSystem,
  type Context,
  systemContext,
} from '@/lib/auth/actor';
import {
  ORGANIZATION_PERMISSIONS,
  ORGANIZATION_ROLES,
  type OrganizationPermission,
  type OrganizationRole,
  PLATFORM_PERMISSIONS,
  PLATFORM_ROLES,
  type PlatformPermission,
  type PlatformRole,
} from '@/lib/auth/rules/permissions';
import { fixedClock } from '@/lib/core/clock';

const clock = fixedClock('2026-03-02T09:00:00Z');
const organizationId = '00000000-0000-7000-8000-000000000001';
const userId = '00000000-0000-7000-8000-000000000002';

const person = (role: OrganizationRole | null, platformRoles: PlatformRole[] = []): Context => ({
  clock,
  requestId: null,
  actor: { kind: 'person', userId, name: 'n', platformRoles, membership: role && { organizationId, role } },
});

/** Everybody who can act, by what they are. */
const ACTORS: [string, Context, OrganizationRole | null, readonly PlatformRole[]][] = [
  ...ORGANIZATION_ROLES.map((role): [string, Context, OrganizationRole, PlatformRole[]] => [
    role,
    person(role),
    role,
    [],
  ]),
  ['without an organization', person(null), null, []],
  ...PLATFORM_ROLES.map((role): [string, Context, null, PlatformRole[]] => [
    role,
    person(null, [role]),
    null,
    [role],
  ]),
  ['OWNER and REVIEWER', person('OWNER', ['REVIEWER']), 'OWNER', ['REVIEWER']],
  ...(['worker', 'cron', 'command-line'] as const).map((part): [string, Context, null, PlatformRole[]] => [
    part,
    systemContext(part, clock),
    null,
    [],
  ]),
];

const may = (attempt: () => unknown): boolean => {
  try {
    attempt();
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: 'FORBIDDEN' });
    return false;
  }
};

describe.each(ACTORS)('%s', (_name, context, role, platformRoles) => {
  it.each(Object.keys(ORGANIZATION_PERMISSIONS) as OrganizationPermission[])('%s', (permission) => {
    const listed: readonly OrganizationRole[] = ORGANIZATION_PERMISSIONS[permission];
    expect(may(() => authorise(context, permission))).toBe(role !== null && listed.includes(role));
  });

  it.each(Object.keys(PLATFORM_PERMISSIONS) as PlatformPermission[])('%s', (permission) => {
    const listed: readonly PlatformRole[] = PLATFORM_PERMISSIONS[permission];
    const isListed = platformRoles.some((platformRole) => listed.includes(platformRole));
    expect(may(() => authorisePlatform(context, permission))).toBe(isListed);
    expect(may(() => authorisePlatformOrSystem(context, permission))).toBe(
      isListed || context.actor.kind === 'system',
    );
  });

  it('own account and system parts', () => {
    expect(may(() => authoriseOwn(context))).toBe(context.actor.kind === 'person');
    expect(may(() => authoriseSystem(context))).toBe(context.actor.kind === 'system');
  });
});

describe('the table', () => {
  it('lets viewers only look, in a calendar program of their own too', () => {
    const allowed = Object.keys(ORGANIZATION_PERMISSIONS).filter((permission) =>
      may(() => authorise(person('VIEWER'), permission as OrganizationPermission)),
    );
    const others = allowed.filter((permission) => !/\.(view|download)$/.test(permission));
    expect(others).toEqual(['calendar.subscribe']);
  });

  it('keeps members, releases and claims to owners', () => {
    for (const permission of ['member.manage', 'product.release', 'website.release'] as const)
      expect(may(() => authorise(person('EDITOR'), permission))).toBe(false);
  });

  it('scopes to the organization of the membership', () => {
    expect(authorise(person('OWNER'), 'asset.view')).toEqual({ organizationId, userId });
  });
});
