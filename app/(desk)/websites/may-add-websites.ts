import type { Context } from '@/lib/auth/actor';
import { mayInOrganization } from '@/lib/auth/rules/permissions';

/** Whether the person's role lets them add websites; the verb asks again. */
export const mayAddWebsites = ({ actor }: Pick<Context, 'actor'>): boolean =>
  actor.kind === 'person' &&
  actor.membership !== null &&
  mayInOrganization(actor.membership.role, 'website.add');
