import type { Context, PlatformScope } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { toJson } from '@/lib/db/json';
import type { ScheduledWork } from './rules/scheduled-work';

/**
 * Runs the work of a scheduled verb and notes when it began, how it ended and what came of it, whoever calls the verb.
 * @returns the work's outcome: counts by name
 * @throws what the work throws, noted by its code
 */
export async function runScheduled<T extends Record<string, number>>(
  { clock }: Context,
  _scope: PlatformScope,
  name: ScheduledWork,
  work: () => Promise<T>,
): Promise<T> {
  const startedAt = clock.now();
  await database().scheduledRun.upsert({
    where: { name },
    create: { name, startedAt },
    update: { startedAt },
  });
  try {
    const outcome = await work();
    await database().scheduledRun.update({
      where: { name },
      data: { finishedAt: clock.now(), outcome: toJson(outcome) },
    });
    return outcome;
  } catch (error) {
    const data = { failedAt: clock.now(), failure: failureCode(error) };
    // Where the database itself is the cause, this fails too; the next run that reaches it tells how things are.
    await database()
      .scheduledRun.update({ where: { name }, data })
      .catch(() => undefined);
    throw error;
  }
}

function failureCode(error: unknown): string {
  if (!(error instanceof Error)) return 'UNKNOWN';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
