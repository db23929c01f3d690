import type { OrganizationPermission } from '@/lib/auth/rules/permissions';

/** What a key can be made for. Every key may read, so that READ is nothing to choose. */
export const API_SCOPES = ['READ', 'WRITE', 'RUN', 'SUBMIT', 'RELEASE'] as const;
export type ApiScope = (typeof API_SCOPES)[number];
export const CHOSEN_SCOPES = ['WRITE', 'RUN', 'SUBMIT', 'RELEASE'] as const satisfies readonly ApiScope[];
export type ChosenScope = (typeof CHOSEN_SCOPES)[number];

/** The scopes that each permission is in; none: no key has it. Operations ask for their scope besides. */
const SCOPES_OF: Record<OrganizationPermission, readonly ApiScope[]> = {
  'asset.view': ['READ'],
  'asset.create': ['WRITE'],
  // The first request of an asset opens its draft.
  'asset.edit': ['WRITE', 'SUBMIT'],
  'asset.delete': ['WRITE'],
  'website.view': ['READ'],
  'website.add': ['WRITE'],
  'website.edit': ['WRITE'],
  'website.verify': ['RUN'],
  'website.release': ['RELEASE'],
  // A try of a login sends requests to the website.
  'login-profile.edit': ['WRITE', 'RUN'],
  'scan.view': ['READ'],
  'scan.run': ['RUN'],
  'scan.cancel': ['RUN'],
  'opinion.edit': ['WRITE'],
  'connection.view': ['READ'],
  'connection.edit': ['WRITE'],
  'connection.run': ['RUN'],
  'drift.accept': ['WRITE'],
  'message.view': ['READ'],
  // Shows secrets.
  'message.reveal': [],
  'submission.view': ['READ'],
  'submission.submit': ['SUBMIT'],
  'submission.withdraw': ['SUBMIT'],
  'report.download': ['READ'],
  'appeal.view': ['READ'],
  'appeal.edit': ['WRITE'],
  'appeal.submit': ['SUBMIT'],
  'product.view': ['READ'],
  'product.release': ['RELEASE'],
  // About people and about ways in: these are done by people.
  'member.view': [],
  'member.manage': [],
  'calendar.subscribe': [],
  'webhook.manage': [],
  'api-key.manage': [],
  'audit.view': ['READ'],
};

const PERMISSIONS = Object.keys(SCOPES_OF) as OrganizationPermission[];

/** What a key with these scopes may do at most. */
export const permissionsOfScopes = (chosen: readonly ChosenScope[]): OrganizationPermission[] => {
  const scopes: readonly ApiScope[] = ['READ', ...chosen];
  return PERMISSIONS.filter((permission) => SCOPES_OF[permission].some((scope) => scopes.includes(scope)));
};
