import { notFound } from 'next/navigation';
import { cache } from 'react';
import { mayInOrganization, type OrganizationPermission } from '@/lib/auth/rules/permissions';
import { AppError } from '@/lib/core/errors';
import { allowedEvents, type SubmissionEvent } from '@/lib/lifecycle/rules/lifecycle';
import type { SubmissionStatus } from '@/lib/lifecycle/rules/status';
import { getAssetHub } from '@/lib/submissions/get-asset-hub';
import { type PersonContext, requireMemberContext } from '../../current-actor';

/** What a verb answers, or the page that says that nothing is here. */
export async function orNotFound<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AppError && error.code === 'NOT_FOUND') notFound();
    throw error;
  }
}

/** Whether the reader's role allows it: a button that it does not allow stays visible and says so. */
export const mayDo = ({ actor }: PersonContext, permission: OrganizationPermission): boolean =>
  actor.membership !== null && mayInOrganization(actor.membership.role, permission);

/** What the reader may cause to a submission in this status. */
export const eventsFor = ({ actor }: PersonContext, status: SubmissionStatus): SubmissionEvent[] =>
  actor.membership === null ? [] : allowedEvents(status, actor.membership.role);

/** The asset with everything that its pages show; read once a request, for the title and the page. */
export const readHub = cache(async (assetId: string) => {
  const context = await requireMemberContext();
  return { context, hub: await orNotFound(getAssetHub(context, assetId)) };
});
