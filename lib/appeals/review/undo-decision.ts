import { recordAudit } from '@/lib/audit/record-audit';
import { authorisePlatform, type Context } from '@/lib/auth/actor';
import { conflict } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { undoDecisionSchema } from '../schemas';
import { findOpenDecision, insertDecisionEnd } from './decision-store';

/**
 * Takes one's own decision back before it takes effect; the verdicts stay. The decision stays too, with its end.
 * @throws AppError CONFLICT when it has taken effect, or is somebody else's
 */
export async function undoDecision(context: Context, input: unknown): Promise<void> {
  const platform = authorisePlatform(context, 'review.decide');
  const { decisionId } = parseInput(undoDecisionSchema, input);
  await inTransaction(async (tx) => {
    const decision = await findOpenDecision(tx, platform, decisionId);
    const isUndone =
      decision?.reviewerId === platform.userId &&
      (await insertDecisionEnd(tx, platform, { decisionId, kind: 'UNDONE', at: context.clock.now() }));
    if (!isUndone) throw conflict('appeals.tooLateToUndo');
    await recordAudit(tx, context, {
      event: 'review.decisionUndone',
      organizationId: null,
      subject: { type: 'submission', id: decision.submissionId },
      before: { outcome: decision.outcome },
    });
  });
}
