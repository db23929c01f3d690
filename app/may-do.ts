import { mayInOrganization, type OrganizationPermission } from '@/lib/auth/rules/permissions';
import { allowedEvents, type SubmissionEvent } from '@/lib/lifecycle/rules/lifecycle';
import type { SubmissionStatus } from '@/lib/lifecycle/rules/status';
import type { PersonContext } from './current-actor';

/** Whether the reader's role allows it: a button that it does not allow stays visible and says so. */
export const mayDo = ({ actor }: PersonContext, permission: OrganizationPermission): boolean =>
  actor.membership !== null && mayInOrganization(actor.membership.role, permission);

/** Whether the lifecycle lets the reader cause this event now. */
export const mayCause = (
  { actor }: PersonContext,
  status: SubmissionStatus,
  event: SubmissionEvent,
): boolean => actor.membership !== null && allowedEvents(status, actor.membership.role).includes(event);
