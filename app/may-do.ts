import { mayInOrganization, type OrganizationPermission } from '@/lib/auth/rules/permissions';
import type { PersonContext } from './current-actor';

/** Whether the reader's role allows it: a button that it does not allow stays visible and says so. */
export const mayDo = ({ actor }: PersonContext, permission: OrganizationPermission): boolean =>
  actor.membership !== null && mayInOrganization(actor.membership.role, permission);
