import type { Database } from '@/lib/db/client';
import type { PlatformScope } from './actor';

/**
 * Counts one more attempt under a key and answers how many there are in the window, this one included. One
 * statement, so that attempts of several processes at once are all counted; it stops growing before the column does.
 */
export async function countOne(db: Database, key: string, windowStartAt: Date): Promise<number> {
  const rows = await db.$queryRaw<{ count: number }[]>`
    INSERT INTO "RateLimit" AS kept ("key", "windowStartAt", "count") VALUES (${key}, ${windowStartAt}, 1)
    ON CONFLICT ("key") DO UPDATE SET
      "count" = CASE WHEN kept."windowStartAt" >= EXCLUDED."windowStartAt" THEN LEAST(kept."count" + 1, 1000000) ELSE 1 END,
      "windowStartAt" = GREATEST(kept."windowStartAt", EXCLUDED."windowStartAt")
    RETURNING "count"`;
  return rows[0]?.count ?? 1;
}

export async function deleteCount(db: Database, key: string): Promise<void> {
  await db.rateLimit.deleteMany({ where: { key } });
}

/** Counts of windows that began before `before` are no longer needed. */
export async function deleteCountsBefore(db: Database, _scope: PlatformScope, before: Date): Promise<number> {
  return (await db.rateLimit.deleteMany({ where: { windowStartAt: { lt: before } } })).count;
}
