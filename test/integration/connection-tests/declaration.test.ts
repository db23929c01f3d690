import { describe, expect, it } from 'vitest';
import { saveDeclaration } from '@/lib/connection-tests/declaration/save-declaration';
import { getConnection } from '@/lib/connection-tests/get-connection';
import { requestConnectionRun } from '@/lib/connection-tests/request-connection-run';
import { database } from '@/lib/db/client';
import { newOrganization } from '../setup/people';
import { ACCESS_KEY, declared, newAsset } from './seller';

const readAudit = async (assetId: string) =>
  database().auditEntry.findMany({ where: { subjectId: assetId, event: { startsWith: 'connection.' } } });
const readKeys = (assetId: string) =>
  database().connectionAccessKey.findMany({ where: { assetId }, orderBy: [{ setAt: 'asc' }, { id: 'asc' }] });
const readRow = (assetId: string) =>
  database().connectionDeclaration.findUniqueOrThrow({ where: { assetId } });

describe('saving a declaration', () => {
  it('keeps it with the access key sealed, and shows no key again', async () => {
    const organization = await newOrganization();
    const { id } = await newAsset(organization);
    const parameters = [{ name: 'emailDomainName', value: 'test.example.com' }];
    const input = declared(id, { extensionParameters: parameters, provisioningInfo: ['EMAIL'] });
    expect(await saveDeclaration(organization.as('EDITOR'), input)).toEqual({ version: 1 });

    const row = await readRow(id);
    expect(row).toMatchObject({ billingModes: ['YEARLY_MONTHLY'], extensionParameters: parameters });
    const audit = await readAudit(id);
    expect(audit.map(({ event }) => event).sort()).toEqual([
      'connection.accessKeySet',
      'connection.declared',
    ]);
    const shown = await getConnection(organization.as('VIEWER'), id);
    expect(shown.declaration).toMatchObject({
      isAccessKeySet: true,
      accessKeys: { BASIC: { setAt: organization.clock.now(), previous: null }, KIT: null },
      provisioningInfo: ['EMAIL'],
    });
    const [key] = await readKeys(id);
    expect(JSON.stringify([row, key, audit, shown])).not.toContain(ACCESS_KEY);
    expect(JSON.stringify([audit, shown])).not.toContain(key?.sealed);
  });

  it.each([
    'https://seller:pl4nted@saas.example.com/',
    'https://a.example.com https://:pl4nted@b.example.com',
  ])('keeps no password of a URL, in the audit neither: %s', async (productionUrl) => {
    const organization = await newOrganization();
    const { id } = await newAsset(organization);
    const saving = saveDeclaration(organization.as('EDITOR'), declared(id, { productionUrl }));
    const fields = [{ field: 'productionUrl', message: 'connection.CREDENTIALS_IN_URL' }];
    await expect(saving).rejects.toMatchObject({ code: 'VALIDATION', details: { fields } });
    expect(await readAudit(id)).toEqual([]);
  });

  it('keeps the stored key where none is entered, and its date', async () => {
    const organization = await newOrganization();
    const { id } = await newAsset(organization);
    await saveDeclaration(organization.as('EDITOR'), declared(id));
    const first = await readKeys(id);
    organization.clock.advanceMs(60_000);
    const changed = declared(id, { version: 1, accessKey: '', billingModes: ['ONE_TIME'] });
    expect(await saveDeclaration(organization.as('EDITOR'), changed)).toEqual({ version: 2 });
    expect(await readRow(id)).toMatchObject({ billingModes: ['ONE_TIME'] });
    expect(await readKeys(id)).toEqual(first);
  });

  it('writes nothing when nothing changed', async () => {
    const organization = await newOrganization();
    const { id } = await newAsset(organization);
    await saveDeclaration(organization.as('EDITOR'), declared(id));
    const entries = (await readAudit(id)).length;
    expect(
      await saveDeclaration(organization.as('EDITOR'), declared(id, { version: 1, accessKey: '' })),
    ).toEqual({
      version: 1,
    });
    expect(await readAudit(id)).toHaveLength(entries);
  });

  it('tells the second of two both values and who was first, and no key', async () => {
    const organization = await newOrganization();
    const { id } = await newAsset(organization);
    await saveDeclaration(organization.as('OWNER'), declared(id));
    const mine = { version: 1, productionUrl: 'https://mine.example.com/', accessKey: 'planted-mine' };
    const theirs = { version: 1, productionUrl: 'https://theirs.example.com/', accessKey: '' };
    await saveDeclaration(organization.as('OWNER'), declared(id, theirs));
    const refusal = await saveDeclaration(organization.as('EDITOR'), declared(id, mine)).catch(
      (error: unknown) => error,
    );
    expect(refusal).toMatchObject({
      code: 'CONFLICT',
      details: {
        data: {
          version: 2,
          changedBy: 'owner',
          fields: [
            { field: 'productionUrl', yours: mine.productionUrl, theirs: theirs.productionUrl },
            { field: 'accessKey', yours: '••••••••', theirs: '••••••••' },
          ],
        },
      },
    });
    expect(JSON.stringify(refusal)).not.toContain('planted-');
    expect(await readRow(id)).toMatchObject({ productionUrl: theirs.productionUrl, version: 2 });
  });

  it('has one effect when two save at once', async () => {
    const organization = await newOrganization();
    const { id } = await newAsset(organization);
    const outcomes = await Promise.allSettled([
      saveDeclaration(organization.as('EDITOR'), declared(id)),
      saveDeclaration(organization.as('OWNER'), declared(id, { productKind: 'JOINT_OPERATIONS' })),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await readRow(id)).toMatchObject({ version: 1 });
    expect(await readAudit(id)).toHaveLength(2);
  });

  it('names the fields that cannot be kept', async () => {
    const organization = await newOrganization();
    const { id } = await newAsset(organization);
    const wrong = {
      billingModes: [],
      accessKey: 'k'.repeat(129),
      extensionParameters: [{ name: 'n'.repeat(65), value: '' }],
    };
    await expect(saveDeclaration(organization.as('EDITOR'), declared(id, wrong))).rejects.toMatchObject({
      code: 'VALIDATION',
      details: {
        fields: [
          { field: 'billingModes', message: 'connection.BILLING_MODE_MISSING' },
          { field: 'accessKey', message: 'field.tooLong', values: { maximum: 128 } },
          { field: 'extensionParameters.0.name', message: 'field.tooLong', values: { maximum: 64 } },
        ],
      },
    });
  });
});

describe('who may declare and run', () => {
  it('a viewer may neither', async () => {
    const organization = await newOrganization();
    const { id } = await newAsset(organization);
    const viewer = organization.as('VIEWER');
    await expect(saveDeclaration(viewer, declared(id))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(requestConnectionRun(viewer, { assetId: id })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('another organization finds nothing', async () => {
    const [ours, theirs] = [await newOrganization(), await newOrganization()];
    const { id } = await newAsset(ours);
    const stranger = theirs.as('OWNER');
    for (const work of [
      () => saveDeclaration(stranger, declared(id)),
      () => getConnection(stranger, id),
      () => requestConnectionRun(stranger, { assetId: id }),
    ])
      await expect(work()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await database().connectionDeclaration.count({ where: { assetId: id } })).toBe(0);
  });

  it.each([
    ['SCANNING', 'assets.underReview', 'UNDER_REVIEW', 'UNDER_REVIEW'],
    // What was decided is tested as it stands: a run changes nothing that was sent.
    ['APPROVED', 'assets.modifyFirst', 'MODIFY_FIRST', null],
  ] as const)('while the asset is %s nobody declares', async (status, message, editBlocker, blocker) => {
    const organization = await newOrganization();
    const { id } = await newAsset(organization);
    const editor = organization.as('EDITOR');
    await saveDeclaration(editor, declared(id));
    const at = organization.clock.now();
    await database().submission.create({
      data: {
        ...{ id, assetId: id, organizationId: organization.id, number: 1, status, statusSince: at },
        ...{ snapshot: {}, submittedAt: at, createdById: editor.actor.userId, createdAt: at },
      },
    });
    const changed = declared(id, { version: 1, billingModes: ['ONE_TIME'] });
    await expect(saveDeclaration(editor, changed)).rejects.toMatchObject({
      code: 'PRECONDITION_FAILED',
      details: { message },
    });
    expect(await getConnection(editor, id)).toMatchObject({ editBlocker, runBlocker: blocker });
    const run = requestConnectionRun(editor, { assetId: id });
    if (blocker)
      await expect(run).rejects.toMatchObject({ details: { message: `connection.blockers.${blocker}` } });
    else await expect(run).resolves.toMatchObject({ runId: expect.any(String) });
  });
});

describe('what stands in the way of a run', () => {
  it.each([
    ['NOT_DECLARED', null],
    ['PRODUCTION_URL_MISSING', { productionUrl: '' }],
    ['PRODUCTION_URL_UNUSABLE', { productionUrl: 'https://203.0.113.7/produce' }],
    ['ACCESS_KEY_MISSING', { accessKey: '' }],
  ])('%s: the page says what the verb refuses', async (blocker, changes) => {
    const organization = await newOrganization();
    const { id } = await newAsset(organization);
    const editor = organization.as('EDITOR');
    if (changes) await saveDeclaration(editor, declared(id, changes));
    expect(await getConnection(editor, id)).toMatchObject({ runBlocker: blocker });
    await expect(requestConnectionRun(editor, { assetId: id })).rejects.toMatchObject({
      code: 'PRECONDITION_FAILED',
      details: { message: `connection.blockers.${blocker}` },
    });
  });

  it('nothing for a complete declaration: the run and its job are there', async () => {
    const organization = await newOrganization();
    const { id } = await newAsset(organization);
    await saveDeclaration(organization.as('EDITOR'), declared(id));
    const { runId } = await requestConnectionRun(organization.as('EDITOR'), { assetId: id });
    const jobs = await database().$queryRaw<{ payload: unknown }[]>`
      SELECT payload FROM graphile_worker._private_jobs WHERE key = ${`run-connection:${runId}`}`;
    expect(jobs).toEqual([{ payload: { runId } }]);
  });
});
