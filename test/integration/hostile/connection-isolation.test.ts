import { expect, it } from 'vitest';
import type { Context } from '@/lib/auth/actor';
import { cancelConnectionRun } from '@/lib/connection-tests/cancel-connection-run';
import { addCase } from '@/lib/connection-tests/cases/add-case';
import { deleteCase } from '@/lib/connection-tests/cases/delete-case';
import { renameCase } from '@/lib/connection-tests/cases/rename-case';
import { saveCase } from '@/lib/connection-tests/cases/save-case';
import { checkProductionUrl } from '@/lib/connection-tests/declaration/check-production-url';
import { saveDeclaration } from '@/lib/connection-tests/declaration/save-declaration';
import { getCase } from '@/lib/connection-tests/get-case';
import { getConnection } from '@/lib/connection-tests/get-connection';
import { getConnectionRuns } from '@/lib/connection-tests/get-connection-runs';
import { getUrlProof } from '@/lib/connection-tests/get-url-proof';
import { endKeyOverlap } from '@/lib/connection-tests/keys/end-key-overlap';
import { listMessageMarks } from '@/lib/connection-tests/list-message-marks';
import { readSignatureStages } from '@/lib/connection-tests/read-signature-stages';
import { requestConnectionRun } from '@/lib/connection-tests/request-connection-run';
import { revealExchange } from '@/lib/connection-tests/reveal-exchange';
import { newId } from '@/lib/core/ids';
import { writeCursor } from '@/lib/core/page-cursor';
import { database } from '@/lib/db/client';
import { compareMessages } from '@/lib/messages/compare-messages';
import { countNewerMessages } from '@/lib/messages/count-newer-messages';
import { exportMessages } from '@/lib/messages/export-messages';
import { getMessage } from '@/lib/messages/get-message';
import { listMessageChoices } from '@/lib/messages/list-message-choices';
import { listMessages } from '@/lib/messages/list-messages';
import { revealMessage } from '@/lib/messages/reveal-message';
import { getRestart } from '@/lib/restarts/get-restart';
import { previewRestart } from '@/lib/restarts/preview-restart';
import { restartMessages } from '@/lib/restarts/restart-messages';
import { declared, newBench } from '../connection-tests/seller';
import { newOrganization, newPlatformPerson } from '../setup/people';

/** Every verb of the connection and of the log, asked about things of this organization. */
async function everyVerb() {
  const bench = await newBench();
  const { assetId, organization } = bench;
  const editor = organization.as('EDITOR');
  const run = await bench.runThrough([{ activity: 'newInstance' }]);
  const messageId = run.items[0]?.messageIds[0] ?? '';
  const { request } = await getCase(editor, assetId, 'newInstance');
  const { caseId } = await addCase(editor, { assetId, activity: 'newInstance', name: 'Trial', request });
  const restart = { messageIds: [messageId], willSend: 1 };
  const { restartId } = await restartMessages(editor, restart, bench.allowed);
  const seen = { assetId, caseId, version: 1 };
  const row = await database().message.findUniqueOrThrow({ where: { id: messageId } });
  const reading: Record<string, (context: Context) => Promise<unknown>> = {
    getConnection: (context) => getConnection(context, assetId),
    getCase: (context) => getCase(context, assetId, 'newInstance'),
    getConnectionRuns: (context) => getConnectionRuns(context, assetId, run.id),
    getRestart: (context) => getRestart(context, restartId),
    getMessage: (context) => getMessage(context, messageId),
    getSignatureStages: (context) => readSignatureStages(context, messageId),
    listMessageMarks: (context) => listMessageMarks(context, messageId),
    compareMessages: (context) => compareMessages(context, { left: { messageId }, right: { messageId } }),
  };
  const changing: typeof reading = {
    saveDeclaration: (context) => saveDeclaration(context, declared(assetId, { version: 1 })),
    endKeyOverlap: (context) => endKeyOverlap(context, { assetId, interfaceType: 'BASIC' }),
    checkProductionUrl: (context) => checkProductionUrl(context, { assetId }),
    requestConnectionRun: (context) => requestConnectionRun(context, { assetId }, bench.allowed),
    cancelConnectionRun: (context) => cancelConnectionRun(context, { assetId, runId: run.id }),
    addCase: (context) => addCase(context, { assetId, activity: 'newInstance', name: 'Other', request }),
    saveCase: (context) => saveCase(context, { ...seen, request }),
    renameCase: (context) => renameCase(context, { ...seen, name: 'Other' }),
    deleteCase: (context) => deleteCase(context, seen),
    revealMessage: (context) => revealMessage(context, messageId),
    revealExchange: (context) => revealExchange(context, messageId, row.id),
  };
  return { bench, run, messageId, restart, row, reading, changing };
}

const readCode = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'DONE',
    (error: { code?: string }) => error.code ?? String(error),
  );
const readCodes = async (verbs: Record<string, (context: Context) => Promise<unknown>>, context: Context) => {
  const codes: Record<string, string> = {};
  for (const [name, verb] of Object.entries(verbs)) codes[name] = await readCode(verb(context));
  return codes;
};
const all = (verbs: object, code: string) =>
  Object.fromEntries(Object.keys(verbs).map((name) => [name, code]));

it('lets nobody of another organization see or change anything of a connection or its log', async () => {
  const { bench, reading, changing, messageId, restart, row, run } = await everyVerb();
  const stranger = (await newOrganization()).as('OWNER');
  const before = await readRows(bench.assetId);
  expect(await readCodes({ ...reading, ...changing }, stranger)).toEqual(
    all({ ...reading, ...changing }, 'NOT_FOUND'),
  );
  expect(await getUrlProof(stranger, bench.assetId)).toEqual({ proof: null, standing: 'never' });
  const ids = [messageId];
  expect(await previewRestart(stranger, { messageIds: ids }, bench.allowed)).toEqual({
    willSend: 0,
    rows: [{ messageId, message: null, reason: 'GONE' }],
  });
  expect(await readCode(restartMessages(stranger, restart, bench.allowed))).toBe('PRECONDITION_FAILED');
  for (const filter of [
    {},
    { ids },
    { asset: bench.assetId },
    { newer: writeCursor({ ...row, id: newId(0) }) },
  ]) {
    expect(await listMessages(stranger, filter)).toMatchObject({ rows: [], newerCount: 0 });
    const { newer: _, ...others } = { newer: '', ...filter };
    expect(await exportMessages(stranger, { ...others, format: 'ndjson' })).toMatchObject({ count: 0 });
  }
  expect(await countNewerMessages(stranger, { than: `0_${row.id}` })).toEqual({ newer: 0 });
  expect(await listMessageChoices(stranger)).toEqual({
    ...{ assets: [], activities: [], failureCodes: [], resultCodes: [] },
  });
  // An own asset is no way to another's run.
  const own = await newBench();
  const member = own.organization.as('OWNER');
  expect(await readCode(getConnectionRuns(member, own.assetId, run.id))).toBe('NOT_FOUND');
  expect(await readCode(cancelConnectionRun(member, { assetId: own.assetId, runId: run.id }))).toBe(
    'NOT_FOUND',
  );
  expect(await readRows(bench.assetId)).toEqual(before);
});

it('lets a viewer read and change nothing, and a reviewer neither', async () => {
  const { bench, reading, changing } = await everyVerb();
  const before = await readRows(bench.assetId);
  const viewer = bench.organization.as('VIEWER');
  expect(await readCodes(reading, viewer)).toEqual(all(reading, 'DONE'));
  expect(await readCodes(changing, viewer)).toEqual(all(changing, 'FORBIDDEN'));
  const reviewer = await newPlatformPerson('REVIEWER', bench.clock);
  expect(await readCodes({ ...reading, ...changing }, reviewer)).toEqual(
    all({ ...reading, ...changing }, 'FORBIDDEN'),
  );
  expect(await readRows(bench.assetId)).toEqual(before);
});

/** What a change would show in. */
const readRows = async (assetId: string) => ({
  declaration: await database().connectionDeclaration.findMany({ where: { assetId } }),
  keys: await database().connectionAccessKey.findMany({ where: { assetId } }),
  cases: await database().connectionCase.findMany({ where: { assetId }, orderBy: { id: 'asc' } }),
  runs: await database().connectionRun.findMany({ where: { assetId } }),
  audit: await database().auditEntry.count({ where: { assetId } }),
});
