export const ORGANIZATION_ROLES = ['OWNER', 'EDITOR', 'VIEWER'] as const;
export type OrganizationRole = (typeof ORGANIZATION_ROLES)[number];
export const PLATFORM_ROLES = ['REVIEWER', 'ADMINISTRATOR'] as const;
export type PlatformRole = (typeof PLATFORM_ROLES)[number];

const ALL: readonly OrganizationRole[] = ['OWNER', 'EDITOR', 'VIEWER'];
const EDIT: readonly OrganizationRole[] = ['OWNER', 'EDITOR'];
const OWN: readonly OrganizationRole[] = ['OWNER'];

/** What members may do within their organization. The one table: buttons, verbs and the test read it. */
export const ORGANIZATION_PERMISSIONS = {
  'asset.view': ALL,
  'asset.create': EDIT,
  'asset.edit': EDIT,
  'asset.delete': EDIT,
  'website.view': ALL,
  'website.add': EDIT,
  'website.edit': EDIT,
  'website.verify': EDIT,
  'website.release': OWN,
  'login-profile.edit': EDIT,
  'scan.view': ALL,
  'scan.run': EDIT,
  'scan.cancel': EDIT,
  'opinion.edit': EDIT,
  'connection.view': ALL,
  'connection.edit': EDIT,
  'connection.run': EDIT,
  'message.view': ALL,
  'message.reveal': EDIT,
  'submission.view': ALL,
  'submission.submit': EDIT,
  'submission.withdraw': EDIT,
  'drift.accept': EDIT,
  'report.download': ALL,
  'appeal.view': ALL,
  'appeal.edit': EDIT,
  'appeal.submit': EDIT,
  'product.view': ALL,
  'product.release': OWN,
  'member.view': ALL,
  'member.manage': OWN,
  // One's own.
  'calendar.subscribe': ALL,
  'webhook.manage': OWN,
  'api-key.manage': OWN,
  'audit.view': ALL,
} as const satisfies Record<string, readonly OrganizationRole[]>;

/** What people of the platform may do across organizations. */
export const PLATFORM_PERMISSIONS = {
  'review.view': ['REVIEWER'],
  'review.decide': ['REVIEWER'],
  'review.test': ['REVIEWER'],
  'reason.manage': ['ADMINISTRATOR'],
  'decision.revoke': ['REVIEWER', 'ADMINISTRATOR'],
  'user.manage': ['ADMINISTRATOR'],
  'operations.view': ['ADMINISTRATOR'],
} as const satisfies Record<string, readonly PlatformRole[]>;

export type OrganizationPermission = keyof typeof ORGANIZATION_PERMISSIONS;
export type PlatformPermission = keyof typeof PLATFORM_PERMISSIONS;
export type Permission = OrganizationPermission | PlatformPermission;

export const mayInOrganization = (role: OrganizationRole, permission: OrganizationPermission): boolean =>
  (ORGANIZATION_PERMISSIONS[permission] as readonly OrganizationRole[]).includes(role);

export const mayOnPlatform = (roles: readonly PlatformRole[], permission: PlatformPermission): boolean =>
  (PLATFORM_PERMISSIONS[permission] as readonly PlatformRole[]).some((role) => roles.includes(role));
