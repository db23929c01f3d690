import { recordAudit } from '@/lib/audit/record-audit';
import { authoriseOwn, type Context } from '@/lib/auth/actor';
import { inTransaction } from '@/lib/db/client';
import { revokeSessions } from './store';

/** Ends those of one's own sessions that `which` names, each with its audit entry. @returns how many were open */
export async function endSessions(
  context: Context,
  which: { only: string } | { except: string },
): Promise<{ count: number }> {
  const { userId } = authoriseOwn(context);
  return inTransaction(async (tx) => {
    const ended = await revokeSessions(tx, { userId, ...which }, context.clock.now());
    for (const id of ended)
      await recordAudit(tx, context, {
        event: 'session.revoked',
        organizationId: null,
        subject: { type: 'session', id },
      });
    return { count: ended.length };
  });
}
