import type { OrganizationRole, PlatformRole } from '@/lib/auth/rules/permissions';

/** What a person chooses by how they hear of it. */
export const NOTICE_SUBJECTS = [
  'reviews',
  'mentions',
  'scans',
  'interfaces',
  'products',
  'drift',
  'deliveries',
  'desk',
  'security',
] as const;
export type NoticeSubject = (typeof NOTICE_SUBJECTS)[number];

/** By mail at once, in the daily digest, or in the inbox alone. The inbox has everything. */
export const NOTICE_MODES = ['NOW', 'DIGEST', 'OFF'] as const;
export type NoticeMode = (typeof NOTICE_MODES)[number];

/** What nobody can switch off: who reads of a stranger's sign-in a day later reads it too late. */
export const isSwitchable = (subject: NoticeSubject): boolean => subject !== 'security';

const NEVER: readonly OrganizationRole[] = [];
const EDIT: readonly OrganizationRole[] = ['OWNER', 'EDITOR'];

/** The roles whose members hear of a subject at once unless they chose otherwise; others have it in the digest. */
const AT_ONCE: Record<NoticeSubject, readonly OrganizationRole[]> = {
  reviews: EDIT,
  mentions: ['OWNER', 'EDITOR', 'VIEWER'],
  scans: NEVER,
  interfaces: EDIT,
  products: EDIT,
  drift: NEVER,
  deliveries: ['OWNER'],
  desk: NEVER,
  security: ['OWNER', 'EDITOR', 'VIEWER'],
};

/** How somebody hears of a subject who has chosen nothing. @param role null: of no organization that it is about */
export function defaultMode(subject: NoticeSubject, role: OrganizationRole | null): NoticeMode {
  if (!isSwitchable(subject) || subject === 'desk' || role === null) return 'NOW';
  return AT_ONCE[subject].includes(role) ? 'NOW' : 'DIGEST';
}

type Reader = { organizationId: string | null; isReviewer: boolean };

/**
 * For what a choice counts: an organization, or null for what somebody is told of as a reviewer or as a person. A reviewer
 * is mentioned in reviews of others too.
 */
export function placesOfChoice(
  subject: NoticeSubject,
  { organizationId, isReviewer }: Reader,
): (string | null)[] {
  if (subject === 'desk' || organizationId === null) return [null];
  return subject === 'mentions' && isReviewer ? [organizationId, null] : [organizationId];
}

/** The subjects that ever concern somebody; the others are no choice of theirs. */
export const subjectsFor = (
  role: OrganizationRole | null,
  platformRoles: readonly PlatformRole[],
): NoticeSubject[] =>
  NOTICE_SUBJECTS.filter((subject) => {
    if (subject === 'desk') return platformRoles.includes('REVIEWER');
    if (subject === 'deliveries') return role === 'OWNER';
    if (subject === 'mentions' || subject === 'security') return true;
    return role !== null && role !== 'VIEWER';
  });
