import { recordAudit } from '@/lib/audit/record-audit';
import { authorisePlatform, type Context } from '@/lib/auth/actor';
import { conflict, notFound, preconditionFailed } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { isBlocking } from '@/lib/findings/rules/finding';
import { giveVerdictSchema } from '../schemas';
import { lockReview } from './lock-review';
import { findVerdicts, insertVerdict } from './store';

/**
 * Judges the appeal of one finding. A verdict is final: of two reviewers at once the first one counts.
 * @throws AppError NOT_FOUND; VALIDATION; FORBIDDEN for a conflict of interest; CONFLICT when it is judged or decided already
 */
export async function giveVerdict(context: Context, input: unknown): Promise<void> {
  const platform = authorisePlatform(context, 'review.decide');
  const { submissionId, findingId, outcome, reason } = parseInput(giveVerdictSchema, input);
  const at = context.clock.now();
  await inTransaction(async (tx) => {
    const { submission, findings, appeal, scope } = await lockReview(tx, platform, submissionId);
    const finding = findings.find(({ id }) => id === findingId);
    if (!finding) throw notFound('finding');
    if (!appeal || !isBlocking(finding)) throw preconditionFailed('appeals.nothingToJudge');
    const given = (await findVerdicts(tx, scope, appeal)).find((verdict) => verdict.findingId === findingId);
    if (given)
      throw conflict('appeals.alreadyJudged', {
        values: { name: given.reviewerName ?? '', outcome: given.outcome },
      });
    await insertVerdict(tx, platform, {
      id: newId(at.getTime()),
      appealId: appeal.id,
      findingId,
      round: appeal.round,
      outcome,
      reason,
      reviewerId: platform.userId,
      at,
    });
    await recordAudit(tx, context, {
      event: 'appeal.verdictGiven',
      organizationId: submission.organizationId,
      subject: { type: 'appeal', id: appeal.id },
      assetId: submission.assetId,
      after: { finding: finding.number, class: finding.class, outcome, reason },
    });
  });
}
