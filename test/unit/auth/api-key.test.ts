import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  actorId,
  actorLabel,
  authorise,
  authoriseOwn,
  authorisePlatform,
  authorisePlatformOrSystem,
  authoriseSystem,
  type Context,
  type Person,
} from '@/lib/auth/actor';
import {
  mayInOrganization,
  ORGANIZATION_PERMISSIONS,
  ORGANIZATION_ROLES,
  type OrganizationPermission,
  type OrganizationRole,
  PLATFORM_PERMISSIONS,
  type PlatformPermission,
} from '@/lib/auth/rules/permissions';
import { fixedClock } from '@/lib/core/clock';

const PERMISSIONS = Object.keys(ORGANIZATION_PERMISSIONS) as OrganizationPermission[];

/** A program with a key of somebody who has every role of the platform besides. */
const keyOf = (role: OrganizationRole, permissions: readonly OrganizationPermission[]) => ({
  clock: fixedClock('2026-03-02T09:00:00Z'),
  requestId: null,
  actor: {
    kind: 'person',
    userId: '00000000-0000-7000-8000-000000000002',
    name: 'Ana',
    platformRoles: ['REVIEWER', 'ADMINISTRATOR'],
    membership: { organizationId: '00000000-0000-7000-8000-000000000001', role },
    apiKey: { id: '00000000-0000-7000-8000-000000000003', name: 'Pipeline', hint: 'pfk_abc123', permissions },
  } satisfies Person,
});

const may = (attempt: () => unknown): boolean => {
  try {
    attempt();
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: 'FORBIDDEN' });
    return false;
  }
};

describe('an API key', () => {
  it('may what both its maker and its scopes allow, and nothing else', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ORGANIZATION_ROLES),
        fc.subarray(PERMISSIONS),
        fc.constantFrom(...PERMISSIONS),
        (role, permissions, asked) => {
          const isAllowed = may(() => authorise(keyOf(role, permissions), asked));
          expect(isAllowed).toBe(mayInOrganization(role, asked) && permissions.includes(asked));
        },
      ),
    );
  });

  it('may nothing across organizations, of its maker’s account or of the system, whatever its maker may', () => {
    const context: Context = keyOf('OWNER', PERMISSIONS);
    for (const permission of Object.keys(PLATFORM_PERMISSIONS) as PlatformPermission[]) {
      expect(may(() => authorisePlatform(context, permission))).toBe(false);
      expect(may(() => authorisePlatformOrSystem(context, permission))).toBe(false);
    }
    expect(may(() => authoriseOwn(context))).toBe(false);
    expect(may(() => authoriseSystem(context))).toBe(false);
  });

  it('is named beside its maker', () => {
    const { actor } = keyOf('OWNER', []);
    expect(actorLabel(actor)).toBe('Ana · Pipeline (pfk_abc123…)');
    expect(actorId(actor)).toBe(actor.userId);
  });
});
