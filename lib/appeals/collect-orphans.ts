import { authoriseSystem, type Context } from '@/lib/auth/actor';
import { DAY_MS } from '@/lib/core/clock';
import { inTransaction } from '@/lib/db/client';
import { runScheduled } from '@/lib/jobs/run-scheduled';
import { proofFiles } from './proof-files';
import { findUnusedKeys, lockStoredFile } from './store';

/** Long enough to restore a backup of the database beside files that are newer than it. */
const ORPHAN_DAYS = 7;
const BATCH = 500;

/**
 * Deletes stored files that no proof refers to: left by an upload that ended between file and row, or by a proof that
 * was taken back. An upload of the same bytes holds its file meanwhile, so that none is deleted under it.
 * @returns how many files it deleted
 */
export async function collectOrphans(context: Context): Promise<{ deleted: number }> {
  const scope = authoriseSystem(context);
  const before = new Date(context.clock.now().getTime() - ORPHAN_DAYS * DAY_MS);
  const files = proofFiles();

  const collect = (keys: readonly string[]) =>
    inTransaction(async (tx) => {
      const unused = await findUnusedKeys(tx, scope, keys);
      for (const key of unused) await lockStoredFile(tx, scope, key);
      const stillUnused = await findUnusedKeys(tx, scope, unused);
      for (const key of stillUnused) await files.remove(key);
      return stillUnused.length;
    });

  return runScheduled(context, scope, 'collect-orphans', async () => {
    let deleted = await files.removeUnfinished(before);
    let batch: string[] = [];
    for await (const key of files.keysBefore(before)) {
      batch.push(key);
      if (batch.length < BATCH) continue;
      deleted += await collect(batch);
      batch = [];
    }
    if (batch.length > 0) deleted += await collect(batch);
    return { deleted };
  });
}
