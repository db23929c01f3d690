import { findChainHead, findUnsealed, lockChain, writeSeals } from '@/lib/audit/for-other-rooms';
import { authoriseSystem, type Context } from '@/lib/auth/actor';
import { inTransaction } from '@/lib/db/client';
import { runScheduled } from '@/lib/jobs/run-scheduled';
import { type ChainHead, FIRST_SEAL, sealEntry } from './rules/seal-chain';

/** A transaction stays short, however many entries nobody has sealed yet. */
const BATCH = 1_000;

/**
 * Seals the audit entries that are not sealed yet, in the order of writing: each with the seal before it. Running it
 * again, or twice at once, seals nothing twice.
 * @returns how many
 */
export async function sealAudit(context: Context): Promise<{ sealed: number }> {
  const scope = authoriseSystem(context);
  return runScheduled(context, scope, 'seal-audit', async () => {
    let sealed = 0;
    for (let batch = BATCH; batch === BATCH; sealed += batch)
      batch = await inTransaction(async (tx) => {
        await lockChain(tx, scope);
        let head: ChainHead = (await findChainHead(tx, scope)) ?? { position: 0, seal: FIRST_SEAL };
        const entries = await findUnsealed(tx, scope, BATCH);
        const seals = entries.map(({ id, fields }) => {
          head = { position: head.position + 1, seal: sealEntry(head.seal, fields) };
          return { id, ...head };
        });
        await writeSeals(tx, scope, seals);
        return seals.length;
      });
    return { sealed };
  });
}
