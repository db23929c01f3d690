import type { Database } from '@/lib/db/client';

/**
 * Of jobs that must exist, those that no longer do: no job with this key waits for its turn or for another try, or was
 * started within `heldForMs`. It was given up after too many failures, or its process died before it did anything.
 * @returns keys
 */
export async function findMissingJobs(
  db: Database,
  keys: readonly string[],
  heldForMs: number,
): Promise<string[]> {
  if (keys.length === 0) return [];
  const rows = await db.$queryRaw<{ key: string }[]>`
    SELECT wanted.key FROM unnest(${[...keys]}::text[]) AS wanted(key)
    WHERE NOT EXISTS (
      SELECT 1 FROM graphile_worker.jobs AS job WHERE job.key = wanted.key
        AND CASE WHEN job.locked_at IS NULL THEN job.attempts < job.max_attempts
            ELSE job.locked_at >= now() - ${heldForMs}::int * interval '1 millisecond' END)`;
  return rows.map(({ key }) => key);
}
