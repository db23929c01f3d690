import type { Context, OrganizationScope } from '@/lib/auth/actor';
import { newId } from '@/lib/core/ids';
import type { Transaction } from '@/lib/db/client';
import { transitionFor } from '@/lib/lifecycle/rules/lifecycle';
import { recordTransition, requireInitiator } from './change-status';
import { insertDraft, type SubmissionRecord } from './store';

/** Opens the asset's next submission as a draft; the index refuses a second open one. */
export async function openDraft(
  tx: Transaction,
  context: Context,
  scope: OrganizationScope & { userId: string },
  assetId: string,
  number: number,
): Promise<SubmissionRecord> {
  const transition = transitionFor(null, 'open');
  if (!transition) throw new TypeError('the lifecycle table has no way to open a submission');
  requireInitiator(context, scope, transition);
  const at = context.clock.now();
  const draft = await insertDraft(tx, scope, {
    id: newId(at.getTime()),
    assetId,
    number,
    createdById: scope.userId,
    at,
  });
  await recordTransition(tx, context, draft, transition, null);
  return draft;
}
