import { recordAudit } from '@/lib/audit/record-audit';
import { authoriseSystem, type Context } from '@/lib/auth/actor';
import { inTransaction } from '@/lib/db/client';
import { expiredIfCompletedBy } from './rules/validity';
import { recordScheduledRun, stampExpired } from './store';

/**
 * Stamps and records the scans whose 30 days are over, each once, however often and by whomever it is called; after an
 * outage it catches up. It is never the guard: an expired scan blocks a submission with or without it.
 * @returns how many scans it found expired this time
 */
export async function expireScans(context: Context): Promise<{ expired: number }> {
  const scope = authoriseSystem(context);
  const now = context.clock.now();
  return inTransaction(async (tx) => {
    const scans = await stampExpired(tx, scope, expiredIfCompletedBy(now), now);
    for (const scan of scans)
      await recordAudit(tx, context, {
        event: 'scan.expired',
        organizationId: scan.organizationId,
        subject: { type: 'scan', id: scan.id },
      });
    await recordScheduledRun(tx, scope, {
      name: 'expire-scans',
      at: now,
      outcome: { expired: scans.length },
    });
    return { expired: scans.length };
  });
}
