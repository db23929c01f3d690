import { setTimeout as wait } from 'node:timers/promises';
import { SECOND_MS } from '@/lib/core/clock';
import { database } from './client';

/** One that has not answered by then is no help to whoever waits for a page. */
const ANSWERS_WITHIN_MS = 3 * SECOND_MS;

/** Whether the database answers now. Never rejects. */
export async function isDatabaseReachable(): Promise<boolean> {
  const late = new AbortController();
  const answered = database().$queryRaw`SELECT 1`.then(
    () => true,
    () => false,
  );
  const silent = wait(ANSWERS_WITHIN_MS, false, { signal: late.signal }).catch(() => false);
  return Promise.race([answered, silent]).finally(() => late.abort());
}
