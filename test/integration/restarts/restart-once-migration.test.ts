import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemContext } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { getRestart } from '@/lib/restarts/get-restart';
import { restartMessages } from '@/lib/restarts/restart-messages';
import { runRestart } from '@/lib/restarts/run-restart';
import { newBench } from '../connection-tests/seller';
import { keptMessage } from '../messages/kept-message';
import { ROOT, useOwnDatabase } from '../setup/own-database';

let dropDatabase: () => Promise<void>;
beforeAll(async () => {
  dropDatabase = await useOwnDatabase();
  await database().$executeRaw`DROP INDEX "MessageRestartItem_one_open_per_message"`;
});
afterAll(() => dropDatabase());

const migration = readFileSync(
  path.join(ROOT, 'prisma/migrations/20261130050000_restart_once/migration.sql'),
  'utf8',
);

it('lets what was being sent without a lease wait again, once for each message', async () => {
  const bench = await newBench();
  const id = await keptMessage(bench.organization, bench.assetId);
  const editor = bench.organization.as('EDITOR');
  const { restartId } = await restartMessages(editor, { messageIds: [id], willSend: 1 }, bench.allowed);
  const ofRestart = { where: { restartId } };
  await database().messageRestartItem.updateMany({ ...ofRestart, data: { state: 'SENDING' } });
  const { items, ...row } = await database().messageRestart.findUniqueOrThrow({
    where: { id: restartId },
    include: { items: true },
  });
  // Asked for twice, and one that is over without having settled it.
  const again = { ...row, id: 'ffffffff-ffff-7fff-bfff-ffffffffffff' };
  const over = { ...row, id: '00000000-0000-7000-8000-000000000000', status: 'FINISHED' as const };
  for (const data of [again, { ...over, finishedAt: row.createdAt }]) {
    await database().messageRestart.create({ data });
    await database().messageRestartItem.createMany({
      data: items.map((item) => ({ ...item, restartId: data.id })),
    });
  }
  for (const statement of migration.split(/;\s*$/m).filter((one) => one.trim() !== ''))
    await database().$executeRawUnsafe(statement);

  const readRows = async (given: string) => (await getRestart(bench.organization.as('VIEWER'), given)).rows;
  expect(await readRows(restartId)).toMatchObject([{ state: 'WAITING', reason: null }]);
  expect(await readRows(again.id)).toMatchObject([{ state: 'NOT_SENT', reason: 'UNDER_WAY' }]);
  expect(await readRows(over.id)).toMatchObject([{ state: 'NOT_SENT', reason: 'INTERRUPTED' }]);

  const job = { restartId, workerId: 'pool/1/1', signal: new AbortController().signal };
  await runRestart(systemContext('worker', bench.clock), job, bench.runner, bench.allowed);
  expect(await readRows(restartId)).toMatchObject([{ state: expect.stringMatching(/ED$/) }]);
});
