import { recordAudit } from '@/lib/audit/record-audit';
import { authoriseSystem, type Context, type PlatformScope } from '@/lib/auth/actor';
import { database, inTransaction } from '@/lib/db/client';
import { recordScheduledRun } from '@/lib/jobs/record-scheduled-run';
import { expiredIfCompletedBy } from './rules/validity';
import { stampExpired } from './store';

/** A transaction stays short, however long nobody was there to run this. */
const BATCH = 1_000;

/**
 * Stamps and records the scans whose 30 days are over, each once, however often and by whomever it is called; after an
 * outage it catches up. It is never the guard: an expired scan blocks a submission with or without it.
 * @returns how many scans it found expired this time
 */
export async function expireScans(context: Context): Promise<{ expired: number }> {
  const scope = authoriseSystem(context);
  const now = context.clock.now();
  let expired = 0;
  for (let batch = BATCH; batch === BATCH; expired += batch) batch = await expireBatch(context, scope, now);
  await recordScheduledRun(database(), scope, { name: 'expire-scans', at: now, outcome: { expired } });
  return { expired };
}

/** Each batch is whole or not at all; what an outage interrupts, the next run goes on with. */
function expireBatch(context: Context, scope: PlatformScope, now: Date): Promise<number> {
  return inTransaction(async (tx) => {
    const scans = await stampExpired(tx, scope, {
      completedBy: expiredIfCompletedBy(now),
      at: now,
      atMost: BATCH,
    });
    await recordAudit(
      tx,
      context,
      scans.map(({ id, organizationId, websiteId }) => ({
        ...{ event: 'scan.expired', organizationId },
        subject: { type: 'scan', id },
        websiteId,
      })),
    );
    return scans.length;
  });
}
