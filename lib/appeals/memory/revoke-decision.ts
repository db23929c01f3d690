import { recordAudit } from '@/lib/audit/record-audit';
import { authorisePlatform, type Context, toOrganizationScope } from '@/lib/auth/actor';
import { conflict, notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { revokeDecisions } from '@/lib/findings/for-other-rooms';
import { requireNoConflict } from '../review/require-no-conflict';
import { revokeDecisionSchema } from '../schemas';
import { findDecisionOwner } from './store';

/**
 * Ends a carried decision before its time: what it accepted is open again at once, also where an approval rests on it.
 * @param input `{ decisionId, reason }`
 * @throws AppError NOT_FOUND; VALIDATION; FORBIDDEN for a conflict of interest; CONFLICT when it was revoked already
 */
export async function revokeDecision(context: Context, input: unknown): Promise<void> {
  const platform = authorisePlatform(context, 'decision.revoke');
  const { decisionId, reason } = parseInput(revokeDecisionSchema, input);
  const at = context.clock.now();
  await inTransaction(async (tx) => {
    const owner = await findDecisionOwner(tx, platform, decisionId);
    if (!owner) throw notFound('decision');
    await requireNoConflict(tx, platform, owner);
    const scope = toOrganizationScope(owner, platform);
    const by = { revokedById: platform.userId, revokedAt: at, revokeReason: reason };
    const [revoked] = await revokeDecisions(tx, scope, { id: decisionId }, by);
    if (!revoked) throw conflict('appeals.alreadyRevoked');
    await recordAudit(tx, context, {
      event: 'decision.revoked',
      organizationId: owner.organizationId,
      subject: { type: 'decision', id: decisionId },
      assetId: revoked.assetId,
      websiteId: revoked.websiteId,
      after: { reason },
    });
  });
}
