import { recordAudit } from '@/lib/audit/record-audit';
import type { Context } from '@/lib/auth/actor';
import { inTransaction } from '@/lib/db/client';
import { revokeSessions } from './store';

/** Ends the sessions of one account that `which` names, each with its audit entry. @returns how many were open */
export function endSessions(
  context: Context,
  which: Parameters<typeof revokeSessions>[1],
): Promise<{ count: number }> {
  return inTransaction(async (tx) => {
    const ended = await revokeSessions(tx, which, context.clock.now());
    for (const id of ended)
      await recordAudit(tx, context, {
        event: 'session.revoked',
        organizationId: null,
        subject: { type: 'session', id },
      });
    return { count: ended.length };
  });
}
