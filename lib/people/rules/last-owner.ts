import type { OrganizationRole } from '@/lib/auth/rules/permissions';

/** Whether an organization would have no owner without this one. An owner who was never there helps nobody. */
export const isLastOwner = (
  { role, joinedAt }: { role: OrganizationRole; joinedAt: Date | null },
  joinedOwners: number,
): boolean => role === 'OWNER' && joinedAt !== null && joinedOwners === 1;
