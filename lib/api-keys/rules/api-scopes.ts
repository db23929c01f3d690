import type { OrganizationPermission } from '@/lib/auth/rules/permissions';

/** What a key can be made for. Every key may read, so that READ is nothing to choose. */
export const API_SCOPES = ['READ', 'WRITE', 'RUN', 'SUBMIT', 'RELEASE'] as const;
export type ApiScope = (typeof API_SCOPES)[number];
export const CHOSEN_SCOPES = ['WRITE', 'RUN', 'SUBMIT', 'RELEASE'] as const satisfies readonly ApiScope[];
export type ChosenScope = (typeof CHOSEN_SCOPES)[number];

/** The scope that each permission is in; null: no key has it. */
const SCOPE_OF: Record<OrganizationPermission, ApiScope | null> = {
  'asset.view': 'READ',
  'asset.create': 'WRITE',
  'asset.edit': 'WRITE',
  'asset.delete': 'WRITE',
  'website.view': 'READ',
  'website.add': 'WRITE',
  'website.edit': 'WRITE',
  'website.verify': 'RUN',
  'website.release': 'RELEASE',
  'login-profile.edit': 'WRITE',
  'scan.view': 'READ',
  'scan.run': 'RUN',
  'scan.cancel': 'RUN',
  'opinion.edit': 'WRITE',
  'connection.view': 'READ',
  'connection.edit': 'WRITE',
  'connection.run': 'RUN',
  'message.view': 'READ',
  // Shows secrets.
  'message.reveal': null,
  'submission.view': 'READ',
  'submission.submit': 'SUBMIT',
  'submission.withdraw': 'SUBMIT',
  'report.download': 'READ',
  'appeal.view': 'READ',
  'appeal.edit': 'WRITE',
  'appeal.submit': 'SUBMIT',
  'product.view': 'READ',
  'product.release': 'RELEASE',
  // About people and about ways in: these are done by people.
  'member.view': null,
  'member.manage': null,
  'calendar.subscribe': null,
  'webhook.manage': null,
  'api-key.manage': null,
  'audit.view': 'READ',
};

const PERMISSIONS = Object.keys(SCOPE_OF) as OrganizationPermission[];

/** What a key with these scopes may do at most. */
export const permissionsOfScopes = (scopes: readonly ChosenScope[]): OrganizationPermission[] =>
  PERMISSIONS.filter((permission) => {
    const scope = SCOPE_OF[permission];
    return scope === 'READ' || (scope !== null && scopes.includes(scope));
  });
