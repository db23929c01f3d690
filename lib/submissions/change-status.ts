import { touchAsset } from '@/lib/assets/for-other-rooms';
import { recordAudit } from '@/lib/audit/record-audit';
import {
  actorId,
  actorLabel,
  authorise,
  authorisePlatform,
  authoriseSystem,
  type OrganizationScope,
  type TxContext,
} from '@/lib/auth/actor';
import { conflict, forbidden } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { REVIEW_WORKING_DAYS } from '@/lib/core/policy';
import { addWorkingDays, resumedDeadline, type WorkingCalendar } from '@/lib/core/working-days';
import { addJob } from '@/lib/jobs/add-job';
import { type SubmissionEvent, type Transition, transitionFor } from '@/lib/lifecycle/rules/lifecycle';
import { cancelSubmissionScans } from '@/lib/scans/cancel-scan';
import type { SubmissionSnapshot } from './rules/snapshot';
import {
  compareAndSetStatus,
  insertTransition,
  nextSequence,
  type SubmissionRecord,
  supersedeOlder,
} from './store';
import { tellOfTransition } from './tell-of-transition';

export type SubmissionChange = {
  event: SubmissionEvent;
  reasonCode?: string | null;
  /** With `submit`: what is sent. */
  snapshot?: SubmissionSnapshot;
  /** The days on which reviewers work. */
  calendar?: WorkingCalendar;
};

/**
 * Moves a submission along the lifecycle table: the only place where a status changes. The compare-and-set, the
 * history row, the audit entry and the effects are in the caller's transaction.
 * The caller has authorised the verb and checked what the event asks for besides the status.
 * @throws AppError CONFLICT when the event means nothing in this status, or somebody was faster; FORBIDDEN when the
 *   table gives the event to somebody else
 */
export async function changeStatus(
  context: TxContext,
  scope: OrganizationScope,
  submission: SubmissionRecord,
  { event, ...data }: SubmissionChange,
): Promise<Transition> {
  const { tx } = context;
  const transition = transitionFor(submission.status, event);
  if (!transition) throw statusConflict(submission, event);
  requireInitiator(context, submission, transition);
  const at = context.clock.now();
  const userId = actorId(context.actor);
  const has = (effect: Transition['effects'][number]) => transition.effects.includes(effect);
  // First, for the index allows one approved submission on sale; a lost compare-and-set below takes it back.
  if (has('SUPERSEDE_OLDER')) await supersede(context, submission, at);
  const isChanged = await compareAndSetStatus(tx, {
    submissionId: submission.id,
    version: submission.version,
    from: submission.status,
    to: transition.to,
    at,
    reasonCode: data.reasonCode ?? null,
    ...(has('FREEZE_SNAPSHOT') && data.snapshot
      ? { snapshot: data.snapshot, submittedById: userId ?? undefined }
      : {}),
    ...(has('SET_DEADLINE') ? { deadlineAt: addWorkingDays(at, REVIEW_WORKING_DAYS, data.calendar) } : {}),
    ...(has('CLEAR_DEADLINE') ? { deadlineAt: null, pausedAt: null } : {}),
    ...(has('PAUSE_CLOCK') ? { pausedAt: at } : {}),
    ...(has('RESUME_CLOCK')
      ? { pausedAt: null, deadlineAt: moveDeadline(submission, at, data.calendar) }
      : {}),
  });
  if (!isChanged) throw statusConflict(submission, event);
  await recordTransition(context, submission, transition, data.reasonCode ?? null);
  await tellOfTransition(context, scope, submission, { event, reasonCode: data.reasonCode ?? null });
  await touchAsset(tx, submission.assetId, at);
  if (has('MAKE_PASSPORT')) await addJob(tx, 'make-passport', { submissionId: submission.id });
  if (has('CANCEL_SCANS')) await cancelSubmissionScans(tx, context, scope, submission.id);
  return transition;
}

function moveDeadline(
  { deadlineAt, pausedAt }: SubmissionRecord,
  at: Date,
  calendar?: WorkingCalendar,
): Date | null {
  return deadlineAt && pausedAt ? resumedDeadline({ deadlineAt, pausedAt }, at, calendar) : deadlineAt;
}

/** @throws AppError FORBIDDEN when the table gives the event to others, or the member is of another organization than it */
export function requireInitiator(
  context: TxContext,
  { organizationId }: Pick<SubmissionRecord, 'organizationId'>,
  { by }: Transition,
): void {
  if (by.kind === 'system') authoriseSystem(context);
  else if (by.kind === 'reviewer') authorisePlatform(context, by.permission);
  else if (authorise(context, by.permission).organizationId !== organizationId)
    throw forbidden(by.permission);
}

/** The history row and the audit entry of one transition. */
export async function recordTransition(
  context: TxContext,
  submission: Pick<SubmissionRecord, 'id' | 'assetId' | 'organizationId' | 'number'>,
  transition: Transition,
  reasonCode: string | null,
): Promise<void> {
  const { tx } = context;
  const at = context.clock.now();
  await insertTransition(tx, {
    id: newId(at.getTime()),
    submissionId: submission.id,
    sequence: await nextSequence(tx, submission.id),
    event: transition.event,
    from: transition.from,
    to: transition.to,
    actorId: actorId(context.actor),
    actorLabel: actorLabel(context.actor),
    reasonCode,
    at,
  });
  await recordAudit(tx, context, {
    event: transition.audit,
    organizationId: submission.organizationId,
    subject: { type: 'submission', id: submission.id },
    assetId: submission.assetId,
    before: { status: transition.from },
    after: {
      status: transition.to,
      number: submission.number,
      ...(reasonCode ? { reason: reasonCode } : {}),
    },
  });
}

async function supersede(context: TxContext, submission: SubmissionRecord, at: Date): Promise<void> {
  for (const id of await supersedeOlder(context.tx, submission, at))
    await recordAudit(context.tx, context, {
      event: 'submission.superseded',
      organizationId: submission.organizationId,
      subject: { type: 'submission', id },
      assetId: submission.assetId,
      after: { by: submission.id },
    });
}

const statusConflict = (submission: SubmissionRecord, event: SubmissionEvent) =>
  conflict('submissions.statusChanged', {
    values: { status: submission.status, event },
    data: { status: submission.status, since: submission.statusSince },
  });
