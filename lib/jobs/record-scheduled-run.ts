import type { PlatformScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import { toJson } from '@/lib/db/json';

/** Notes when a scheduled verb last ran and what came of it. */
export async function recordScheduledRun(
  db: Database,
  _scope: PlatformScope,
  run: { name: string; at: Date; outcome: Record<string, number> },
): Promise<void> {
  const columns = { startedAt: run.at, finishedAt: run.at, outcome: toJson(run.outcome) };
  await db.scheduledRun.upsert({
    where: { name: run.name },
    create: { name: run.name, ...columns },
    update: columns,
  });
}
