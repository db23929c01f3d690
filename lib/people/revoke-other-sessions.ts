import { recordAudit } from '@/lib/audit/record-audit';
import { authoriseOwn, type Context } from '@/lib/auth/actor';
import { inTransaction } from '@/lib/db/client';
import { revokeSessions } from './store';

/** Ends all of one's own sessions but the one in use. @throws AppError FORBIDDEN for system parts */
export async function revokeOtherSessions(
  context: Context,
  currentSessionId: string,
): Promise<{ count: number }> {
  const { userId } = authoriseOwn(context);
  return inTransaction(async (tx) => {
    const ended = await revokeSessions(tx, { userId, except: currentSessionId }, context.clock.now());
    for (const id of ended)
      await recordAudit(tx, context, {
        event: 'session.revoked',
        organizationId: null,
        subject: { type: 'session', id },
      });
    return { count: ended.length };
  });
}
