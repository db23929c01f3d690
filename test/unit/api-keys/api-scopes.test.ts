import { describe, expect, it } from 'vitest';
import { CHOSEN_SCOPES, permissionsOfScopes } from '@/lib/api-keys/rules/api-scopes';
import {
  mayInOrganization,
  ORGANIZATION_PERMISSIONS,
  type OrganizationPermission,
} from '@/lib/auth/rules/permissions';

const ALL = Object.keys(ORGANIZATION_PERMISSIONS) as OrganizationPermission[];
const reading = permissionsOfScopes([]);

describe('the scopes of API keys', () => {
  it('read nothing that a viewer may not, and all keys read', () => {
    expect(reading.every((permission) => mayInOrganization('VIEWER', permission))).toBe(true);
    expect(reading.every((permission) => /\.(view|download)$/.test(permission))).toBe(true);
    for (const scope of CHOSEN_SCOPES)
      expect(permissionsOfScopes([scope])).toEqual(expect.arrayContaining(reading));
  });

  it('add something each, and but for drafts of requests and logins nothing twice', () => {
    const added = CHOSEN_SCOPES.map((scope) =>
      permissionsOfScopes([scope]).filter((permission) => !reading.includes(permission)),
    );
    for (const permissions of added) expect(permissions).not.toEqual([]);
    const seen = added.flat();
    expect(seen.filter((permission, index) => seen.indexOf(permission) !== index)).toEqual([
      'login-profile.edit',
      'asset.edit',
    ]);
  });

  it('leave people, ways in and secrets to people', () => {
    const never = ALL.filter((permission) => !permissionsOfScopes(CHOSEN_SCOPES).includes(permission));
    expect(never).toEqual([
      'message.reveal',
      'member.view',
      'member.manage',
      'calendar.subscribe',
      'webhook.manage',
      'api-key.manage',
    ]);
  });
});
