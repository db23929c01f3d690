import type { Database } from '@/lib/db/client';

/**
 * Shows that a process which takes jobs lives.
 * @param id as the queue names it
 */
export async function beatProcess(db: Database, id: string): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "WorkerProcess" ("id", "heartbeatAt") VALUES (${id}, now())
    ON CONFLICT ("id") DO UPDATE SET "heartbeatAt" = now()`;
}
