import type { Context, OrganizationScope } from '@/lib/auth/actor';
import { BULK_ROWS_AT_ONCE } from '@/lib/core/policy';
import { database } from '@/lib/db/client';
import type { BulkRun } from './bulk-record';
import { doRow, type RowOutcome } from './do-row';
import { findWaitingOfRun, findWaitingRescans } from './store';

/** So many rows are read at once. */
const BATCH = 50;

/**
 * Does rows of a run that wait: of a deletion as many as are done at once, of a rescan as many as the limit of scans lets
 * through. Rows that somebody else is at are left to them.
 * @returns whether there may be more to do now
 */
export async function goOn(
  context: Context,
  scope: OrganizationScope,
  { id: runId, kind }: Pick<BulkRun, 'id' | 'kind'>,
): Promise<boolean> {
  if (kind === 'RESCAN') {
    await scanWaiting(context, scope);
    return false;
  }
  let after = -1;
  for (let done = 0; done < BULK_ROWS_AT_ONCE; done += BATCH) {
    const items = await findWaitingOfRun(database(), scope, { runId, after, atMost: BATCH });
    for (const item of items) await doRow(context, scope, item);
    after = items.at(-1)?.position ?? after;
    if (items.length < BATCH) return false;
  }
  return true;
}

/** Starts the scans that an organization waits for, the oldest first, until it has as many as it may have. */
export async function scanWaiting(context: Context, scope: OrganizationScope): Promise<number> {
  let started = 0;
  for (;;) {
    const items = await findWaitingRescans(database(), scope, BATCH);
    const outcomes = new Set<RowOutcome>();
    for (const item of items) {
      const outcome = await doRow(context, scope, item);
      outcomes.add(outcome);
      if (outcome === 'DONE') started += 1;
      if (outcome === 'FULL') return started;
    }
    // What was read is left to somebody else, or there was nothing.
    if (items.length < BATCH || !(outcomes.has('DONE') || outcomes.has('SKIPPED'))) return started;
  }
}
