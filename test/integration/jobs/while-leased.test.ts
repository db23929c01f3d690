import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authoriseSystem, systemContext, type TxContext } from '@/lib/auth/actor';
import { newId } from '@/lib/core/ids';
import { database, inTransaction } from '@/lib/db/client';
import { takeLease } from '@/lib/jobs/store';
import { whileLeased } from '@/lib/jobs/while-leased';
import { type Bench, newBench } from '../connection-tests/seller';
import { useOwnDatabase } from '../setup/own-database';
import { useLossyConnection } from './lost-commit';

let dropDatabase: () => Promise<void>;
let connection: Awaited<ReturnType<typeof useLossyConnection>>;
beforeAll(async () => {
  dropDatabase = await useOwnDatabase();
  connection = await useLossyConnection();
});
afterAll(async () => {
  await connection.end();
  await dropDatabase();
});

const AWAY = Object.assign(new Error('away'), { code: 'P1001' });

/** Work that an execution holds, with what it writes there. */
async function heldRun() {
  const bench = await newBench();
  const context = systemContext('worker', bench.clock);
  const scope = authoriseSystem(context);
  const { runId } = await bench.request([{ activity: 'newInstance' }]);
  const lease = { job: 'run-connection', id: runId, workerId: 'pool/1/1' } as const;
  expect(await inTransaction((tx) => takeLease(tx, scope, lease))).toBe(true);
  const write = (work: (inner: TxContext) => Promise<void>) => whileLeased(context, scope, lease, work);
  return { bench, write };
}

/** Writes a row of which there can be one only. */
const insert =
  (id: string, { organization, clock }: Bench) =>
  async ({ tx }: TxContext) => {
    const made = { id, organizationId: organization.id, category: 'SAAS', name: id } as const;
    const by = { createdById: organization.as('EDITOR').actor.userId };
    await tx.asset.create({ data: { ...made, ...by, createdAt: clock.now(), updatedAt: clock.now() } });
  };

describe('what is written while work is held', () => {
  it('is not written again when only the word of it was lost', async () => {
    const { bench, write } = await heldRun();
    const id = newId();
    const before = connection.lost();
    let writes = 0;
    connection.loseNext();
    const isWritten = await write(async (inner) => {
      writes += 1;
      await insert(id, bench)(inner);
    });
    expect([isWritten, writes, connection.lost() - before]).toEqual([true, 1, 1]);
    expect(await database().asset.count({ where: { id } })).toBe(1);
  });

  it('counts as written when it gave the row away', async () => {
    const { bench, write } = await heldRun();
    connection.loseNext();
    const isWritten = await write(async ({ tx }) => {
      await tx.connectionRun.updateMany({
        where: { assetId: bench.assetId },
        data: { status: 'QUEUED', workerId: null },
      });
    });
    expect(isWritten).toBe(true);
    expect(await write(async () => undefined)).toBe(false);
  });

  it('is written again after an outage that took it', async () => {
    const { bench, write } = await heldRun();
    const id = newId();
    let writes = 0;
    const isWritten = await write(async (inner) => {
      writes += 1;
      await insert(id, bench)(inner);
      if (writes === 1) throw AWAY;
    });
    expect([isWritten, writes]).toEqual([true, 2]);
    expect(await database().asset.count({ where: { id } })).toBe(1);
  });

  it('is refused, after an outage too, when there is such a row already', async () => {
    const { bench, write } = await heldRun();
    const id = newId();
    await inTransaction((tx) => insert(id, bench)({ ...systemContext('worker', bench.clock), tx }));
    let writes = 0;
    const writing = write(async (inner) => {
      writes += 1;
      if (writes === 1) throw AWAY;
      await insert(id, bench)(inner);
    });
    await expect(writing).rejects.toMatchObject({ code: 'P2002' });
    expect(writes).toBe(2);
  });
});
