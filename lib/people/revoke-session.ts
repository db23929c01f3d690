import { recordAudit } from '@/lib/audit/record-audit';
import { authoriseOwn, type Context } from '@/lib/auth/actor';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { sessionInput } from './schemas';
import { revokeSessions } from './store';

/**
 * Ends one of one's own sessions. Ending one that is over, or somebody else's, changes nothing: the answer is the same.
 * @throws AppError FORBIDDEN for system parts, VALIDATION
 */
export async function revokeSession(
  context: Context,
  input: { sessionId: string },
): Promise<{ count: number }> {
  const { userId } = authoriseOwn(context);
  const { sessionId } = parseInput(sessionInput, input);
  return inTransaction(async (tx) => {
    const ended = await revokeSessions(tx, { userId, only: sessionId }, context.clock.now());
    for (const id of ended)
      await recordAudit(tx, context, {
        event: 'session.revoked',
        organizationId: null,
        subject: { type: 'session', id },
      });
    return { count: ended.length };
  });
}
