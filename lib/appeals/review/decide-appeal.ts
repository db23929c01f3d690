import { recordAudit } from '@/lib/audit/record-audit';
import { authorisePlatform, type Context } from '@/lib/auth/actor';
import { configuration } from '@/lib/config/configuration';
import { AppError, preconditionFailed } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { judge, type Outcome, type ReviewOutcome } from '../rules/judgement';
import { REASON_MINIMUM } from '../rules/reason';
import { decideAppealSchema } from '../schemas';
import { addDecisionJob } from './add-decision-job';
import { insertDecision } from './decision-store';
import { lockReview } from './lock-review';
import { findVerdicts } from './store';

type Wish = { outcome?: Outcome | undefined; reason: string };

/**
 * Decides how the review of a submission ends; `apply-decision.ts` does it some seconds later, unless the reviewer
 * undoes it. Where findings block, the verdicts decide and each must be given; where none does (a submission held for a
 * person), the reviewer decides and says why.
 * @throws AppError NOT_FOUND; PRECONDITION_FAILED while verdicts or the claim are missing; VALIDATION; FORBIDDEN for a
 *   conflict of interest; CONFLICT when another reviewer holds it, or it is decided or withdrawn meanwhile
 */
export async function decideAppeal(
  context: Context,
  input: unknown,
  isTwoPersonRuleOn: boolean = configuration().REVIEW_BY_TWO,
): Promise<{ outcome: Outcome; decisionId: string }> {
  const platform = authorisePlatform(context, 'review.decide');
  const { submissionId, carryScope, carryDays, ...wish } = parseInput(decideAppealSchema, input);
  const at = context.clock.now();
  return inTransaction(async (tx) => {
    const { submission, findings, appeal, scope } = await lockReview(tx, platform, submissionId);
    const verdicts = await findVerdicts(tx, scope, appeal ? [appeal] : []);
    const judgement = judge(
      findings,
      new Map(verdicts.map((one) => [one.findingId, one])),
      isTwoPersonRuleOn,
    );
    const outcome = chooseOutcome(judgement, wish);
    const decisionId = newId(at.getTime());
    await insertDecision(tx, platform, {
      ...{ id: decisionId, outcome, reason: wish.reason, carryScope, carryDays, at },
      submissionId: submission.id,
      submissionVersion: submission.version,
      appealId: appeal?.id ?? null,
      reviewerId: platform.userId,
    });
    // The seller hears of it when it has taken effect.
    await recordAudit(tx, context, {
      event: 'review.decided',
      organizationId: null,
      subject: { type: 'submission', id: submission.id },
      after: { outcome, verdicts: verdicts.length },
    });
    await addDecisionJob(tx, { id: decisionId, at });
    return { outcome, decisionId };
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
