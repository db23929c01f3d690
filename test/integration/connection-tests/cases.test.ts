import { describe, expect, it } from 'vitest';
import { createAsset } from '@/lib/assets/create-asset';
import { authorise } from '@/lib/auth/actor';
import { addCase } from '@/lib/connection-tests/cases/add-case';
import { deleteCase } from '@/lib/connection-tests/cases/delete-case';
import { renameCase } from '@/lib/connection-tests/cases/rename-case';
import { saveCase } from '@/lib/connection-tests/cases/save-case';
import { saveDeclaration } from '@/lib/connection-tests/declaration/save-declaration';
import { openRequest } from '@/lib/connection-tests/kept-requests';
import { CASE_LIMITS } from '@/lib/connection-tests/rules/saved-case';
import { type CaseResult, writeCaseResult } from '@/lib/connection-tests/store';
import { newId } from '@/lib/core/ids';
import { database, inTransaction } from '@/lib/db/client';
import { newOrganization } from '../setup/people';
import { declared, newAsset } from './seller';

const REQUEST = { activity: 'releaseInstance', instanceId: 'i-1', testFlag: '1' };

/** An asset that declares a one-time product, with its cases and ways to change them. */
async function newBench(changes: Record<string, unknown> = {}) {
  const organization = await newOrganization();
  const { id: assetId } = await newAsset(organization);
  const editor = organization.as('EDITOR');
  await saveDeclaration(editor, declared(assetId, changes));
  const caseKey = { assetId, activity: 'releaseInstance' };
  const rows = () => database().connectionCase.findMany({ where: { assetId }, orderBy: [{ name: 'asc' }] });
  return {
    organization,
    assetId,
    editor,
    add: (name: string, request: object = REQUEST) => addCase(editor, { ...caseKey, name, request }),
    rows,
    /** What the cases send, in clear. */
    requests: async () =>
      Promise.all((await rows()).map(({ sealedRequest }) => openRequest(sealedRequest, assetId))),
    /** Keeps a result as a run does. */
    write: (result: Partial<CaseResult>) =>
      inTransaction((tx) =>
        writeCaseResult(tx, authorise(editor, 'connection.run'), {
          id: newId(),
          assetId,
          protocol: 'V2',
          activity: 'releaseInstance',
          caseName: '',
          savedCase: null,
          sealedRequest: null,
          isPassed: true,
          messageId: newId(),
          declarationVersion: 1,
          at: organization.clock.now(),
          ...result,
        }),
      ),
  };
}

const readAudit = async (assetId: string) =>
  (
    await database().auditEntry.findMany({
      where: { assetId, event: { startsWith: 'connection.case' } },
      orderBy: [{ at: 'asc' }, { id: 'asc' }],
    })
  ).map(({ event, before, after }) => ({ event, before, after }));

describe('saving a request as a case', () => {
  it('keeps it under its name, beside the own case, and says so without the request', async () => {
    const { add, rows, requests, assetId } = await newBench();
    const { caseId } = await add('  After \u202ea trial ');
    expect(await rows()).toMatchObject([
      { id: caseId, name: 'After a trial', protocol: 'V2', version: 1, lastPassed: null },
    ]);
    expect(await requests()).toEqual([REQUEST]);
    const after = { activity: 'releaseInstance', name: 'After a trial' };
    expect(await readAudit(assetId)).toEqual([{ event: 'connection.caseSaved', before: null, after }]);
  });

  it.each([
    ['an empty name', { name: '  ' }, 'name', 'field.required'],
    ['a long name', { name: 'n'.repeat(65) }, 'name', 'field.tooLong'],
    [
      'a request beyond the limits of its interface',
      { request: { ...REQUEST, instanceId: 'i'.repeat(65) } },
      'instanceId',
      'connection.request.TOO_LONG',
    ],
    [
      'a request without what it must have',
      { request: { activity: 'releaseInstance' } },
      'instanceId',
      'connection.request.REQUIRED',
    ],
  ])('refuses %s', async (_what, changes, field, message) => {
    const { editor, assetId, rows } = await newBench();
    const input = { assetId, activity: 'releaseInstance', name: 'Trial', request: REQUEST, ...changes };
    await expect(addCase(editor, input)).rejects.toMatchObject({
      code: 'VALIDATION',
      details: { fields: [expect.objectContaining({ field, message })] },
    });
    expect(await rows()).toEqual([]);
  });

  it('refuses a name twice, at once too, and more cases than an interface may have', async () => {
    const { add, rows } = await newBench();
    const both = await Promise.allSettled([add('Trial'), add('Trial')]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(add('Trial')).rejects.toMatchObject({
      details: { fields: [{ field: 'name', message: 'connection.caseNameTaken' }] },
    });
    for (let number = 2; number <= CASE_LIMITS.perInterface; number++) await add(`Trial ${number}`);
    await expect(add('One too many')).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    expect(await rows()).toHaveLength(CASE_LIMITS.perInterface);
  });

  it('refuses an interface that the declaration neither needs nor may have', async () => {
    const { editor, assetId } = await newBench({ billingModes: ['ONE_TIME'] });
    for (const activity of ['refreshInstance', 'tenantSync', 'nothing'])
      await expect(
        addCase(editor, { assetId, activity, name: 'Trial', request: { activity } }),
      ).rejects.toMatchObject({ details: { message: 'connection.unknownActivity' } });
  });
});

describe('changing a case', () => {
  const other = { ...REQUEST, instanceId: 'i-2' };

  it('with another request, its last result counts no more', async () => {
    const { editor, assetId, add, rows, requests, write } = await newBench();
    const { caseId } = await add('Trial');
    await write({ caseName: 'Trial', savedCase: { id: caseId, version: 1 } });
    expect(await saveCase(editor, { assetId, caseId, version: 1, request: other })).toEqual({ version: 2 });
    expect(await rows()).toMatchObject([{ lastPassed: true, lastRunDeclaration: null }]);
    expect(await requests()).toEqual([other]);
  });

  it('renames it and leaves its result; deletes it', async () => {
    const { editor, assetId, add, rows, write } = await newBench();
    const { caseId } = await add('Trial');
    await write({ caseName: 'Trial', savedCase: { id: caseId, version: 1 } });
    await renameCase(editor, { assetId, caseId, version: 1, name: 'Formal' });
    expect(await rows()).toMatchObject([
      { name: 'Formal', version: 2, lastPassed: true, lastRunDeclaration: 1 },
    ]);
    await deleteCase(editor, { assetId, caseId, version: 2 });
    expect(await rows()).toEqual([]);
    expect((await readAudit(assetId)).map(({ event }) => event)).toEqual([
      'connection.caseSaved',
      'connection.caseRenamed',
      'connection.caseDeleted',
    ]);
  });

  it('refuses an editor that saw an older version, and of two at once one', async () => {
    const { editor, assetId, add, rows } = await newBench();
    const { caseId } = await add('Trial');
    const seen = { assetId, caseId, version: 1 };
    const both = await Promise.allSettled([
      saveCase(editor, { ...seen, request: other }),
      renameCase(editor, { ...seen, name: 'Formal' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const late = { code: 'CONFLICT', details: { message: 'connection.caseChangedMeanwhile' } };
    await expect(saveCase(editor, { ...seen, request: other })).rejects.toMatchObject(late);
    await expect(deleteCase(editor, seen)).rejects.toMatchObject(late);
    expect(await rows()).toMatchObject([{ version: 2 }]);
  });

  it('never renames nor deletes the own case of an interface', async () => {
    const { editor, assetId, rows, write } = await newBench();
    await write({});
    const [own] = await rows();
    const seen = { assetId, caseId: own?.id, version: 1 };
    const refusal = { details: { message: 'connection.ownCase' } };
    await expect(renameCase(editor, { ...seen, name: 'Mine' })).rejects.toMatchObject(refusal);
    await expect(deleteCase(editor, seen)).rejects.toMatchObject(refusal);
    expect(await saveCase(editor, { ...seen, request: other })).toEqual({ version: 2 });
  });
});

describe('the result of a case', () => {
  it('makes the own case, and keeps the builder’s request where it passed', async () => {
    const { rows, write, requests } = await newBench();
    const sealedRequest = 'sealed by whoever ran it';
    await write({ isPassed: false, sealedRequest });
    const [own] = await rows();
    expect(await rows()).toMatchObject([{ sealedRequest: null, lastPassed: false, version: 1 }]);
    const caseKey = { id: own?.id ?? '', version: 1 };
    await write({ savedCase: caseKey, sealedRequest });
    expect(await rows()).toMatchObject([{ sealedRequest, lastPassed: true, version: 2 }]);
    await write({ savedCase: { ...caseKey, version: 2 }, isPassed: false, sealedRequest: 'of another run' });
    expect(await rows()).toMatchObject([{ sealedRequest, lastPassed: false, version: 2 }]);
    expect(await requests()).toEqual([null]);
  });

  it('does not bring back a saved case that was deleted meanwhile', async () => {
    const { rows, write } = await newBench();
    await write({ caseName: 'Gone', savedCase: { id: newId(), version: 1 } });
    expect(await rows()).toEqual([]);
  });

  it('belongs to its protocol', async () => {
    const { rows, write } = await newBench();
    await write({});
    await write({ protocol: 'V1', isPassed: false });
    expect(await rows()).toHaveLength(2);
  });
});

describe('who may keep cases', () => {
  it('no viewer, nobody of another organization, and nobody while the asset is under review', async () => {
    const { organization, editor, assetId, add, rows } = await newBench();
    const { caseId } = await add('Trial');
    const seen = { assetId, caseId, version: 1 };
    const changes = [
      (context: typeof editor) =>
        addCase(context, { assetId, activity: 'releaseInstance', name: 'Other', request: REQUEST }),
      (context: typeof editor) => saveCase(context, { ...seen, request: REQUEST }),
      (context: typeof editor) => renameCase(context, { ...seen, name: 'Other' }),
      (context: typeof editor) => deleteCase(context, seen),
    ];
    const stranger = await newOrganization();
    for (const change of changes)
      await expect(change(organization.as('VIEWER'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    for (const change of changes)
      await expect(change(stranger.as('OWNER'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const at = organization.clock.now();
    await database().submission.create({
      data: {
        ...{ id: assetId, assetId, organizationId: organization.id, number: 1, status: 'SCANNING' },
        ...{
          statusSince: at,
          snapshot: {},
          submittedAt: at,
          createdById: editor.actor.userId,
          createdAt: at,
        },
      },
    });
    for (const change of changes)
      await expect(change(editor)).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
    expect(await rows()).toMatchObject([{ name: 'Trial', version: 1 }]);
  });

  it('finds no case through another asset of the same organization', async () => {
    const { organization, editor, add, rows } = await newBench();
    const { caseId } = await add('Trial');
    const { id: other } = await createAsset(organization.as('EDITOR'), { category: 'SAAS', name: 'Other' });
    await expect(deleteCase(editor, { assetId: other, caseId, version: 1 })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await rows()).toHaveLength(1);
  });
});
