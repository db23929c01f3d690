import { describe, expect, it } from 'vitest';
import { isOutage } from '@/lib/core/outage';
import { database, type Transaction } from '@/lib/db/client';

/** What a transaction is refused with. */
const readError = (work: Promise<unknown>): Promise<unknown> => work.then(() => null).catch((error) => error);

/** More than the pool has. */
const TRANSACTIONS = 12;

describe('a transaction that fails', () => {
  it.each<[string, (tx: Transaction) => Promise<unknown>]>([
    ['in one statement', (tx) => tx.$queryRaw`SELECT pg_sleep(0.3) IS NULL AS "slept"`],
    [
      'between two',
      async (tx) => {
        await database().$queryRaw`SELECT pg_sleep(0.3) IS NULL AS "slept"`;
        await tx.$queryRaw`SELECT 1`;
      },
    ],
  ])('because it took too long %s is no outage', async (_name, work) => {
    const error = await readError(database().$transaction(work, { timeout: 100 }));
    expect(error).toMatchObject({ code: 'P2028' });
    expect(isOutage(error)).toBe(false);
  });

  it('because no connection was free is one', async () => {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const begin = () => database().$transaction(() => released, { maxWait: 200 });
    const errors = Array.from({ length: TRANSACTIONS }, async () => {
      const error = await readError(begin());
      release();
      return error;
    });
    const refused = (await Promise.all(errors)).filter((error) => error !== null);
    expect(refused).not.toEqual([]);
    expect(refused.map((error) => isOutage(error))).toEqual(refused.map(() => true));
  });
});
