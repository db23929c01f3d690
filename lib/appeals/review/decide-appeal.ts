import { recordAudit } from '@/lib/audit/record-audit';
import { authorisePlatform, type Context } from '@/lib/auth/actor';
import { AppError, preconditionFailed } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { changeStatus } from '@/lib/submissions/change-status';
import { carryDecisions } from '../memory/carry-decisions';
import { judge, type Outcome, type ReviewOutcome } from '../rules/judgement';
import { REASON_MINIMUM } from '../rules/reason';
import { decideAppealSchema } from '../schemas';
import { lockReview } from './lock-review';
import { closeAppeal, findVerdicts, insertDecision } from './store';

type Wish = { outcome?: Outcome | undefined; reason: string };

/**
 * Ends the review of a submission: Reviewing → Approved or Rejected. Where findings block, the verdicts decide and each
 * must be given; where none does (a submission held for a person), the reviewer decides and says why.
 * @throws AppError NOT_FOUND; PRECONDITION_FAILED while verdicts are missing; VALIDATION; FORBIDDEN for a conflict of
 *   interest; CONFLICT when it is decided or withdrawn meanwhile
 */
export async function decideAppeal(context: Context, input: unknown): Promise<{ outcome: Outcome }> {
  const platform = authorisePlatform(context, 'review.decide');
  const { submissionId, carryScope, carryDays, ...wish } = parseInput(decideAppealSchema, input);
  const at = context.clock.now();
  return inTransaction(async (tx) => {
    const review = await lockReview(tx, platform, submissionId);
    const { submission, findings, appeal, scope } = review;
    const verdicts = appeal ? await findVerdicts(tx, scope, appeal) : [];
    const judgement = judge(findings, new Map(verdicts.map((verdict) => [verdict.findingId, verdict])));
    const outcome = chooseOutcome(judgement, wish);
    await changeStatus({ ...context, tx }, scope, submission, {
      event: outcome === 'ACCEPTED' ? 'approve' : 'reject',
    });
    if (appeal) {
      await closeAppeal(tx, platform, appeal.id, at);
      const terms = { scope: carryScope, days: carryDays };
      await carryDecisions({ ...context, tx }, platform, { ...review, appeal, verdicts }, terms);
    }
    await insertDecision(tx, platform, {
      id: newId(at.getTime()),
      submissionId: submission.id,
      appealId: appeal?.id ?? null,
      outcome,
      reason: wish.reason,
      reviewerId: platform.userId,
      at,
    });
    await recordAudit(tx, context, {
      event: 'appeal.decided',
      organizationId: submission.organizationId,
      subject: appeal ? { type: 'appeal', id: appeal.id } : { type: 'submission', id: submission.id },
      assetId: submission.assetId,
      after: { outcome, verdicts: verdicts.length, ...(wish.reason ? { reason: wish.reason } : {}) },
    });
    return { outcome };
  });
}

function chooseOutcome(judgement: ReviewOutcome, wish: Wish): Outcome {
  if (judgement.state === 'DECIDED') return judgement.outcome;
  if (judgement.state === 'OPEN')
    throw preconditionFailed('appeals.notAllJudged', { values: { count: judgement.missing.length } });
  const fields = [
    ...(wish.outcome ? [] : [{ field: 'outcome', message: 'appeals.outcomeMissing' }]),
    ...(wish.reason.length >= REASON_MINIMUM
      ? []
      : [{ field: 'reason', message: 'field.tooShort', values: { minimum: REASON_MINIMUM } }]),
  ];
  if (!wish.outcome || fields.length > 0) throw new AppError('VALIDATION', { message: 'validation', fields });
  return wish.outcome;
}
