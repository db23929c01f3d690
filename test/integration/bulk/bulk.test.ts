import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAsset } from '@/lib/assets/create-asset';
import { type Context, systemContext } from '@/lib/auth/actor';
import { getBulkRun } from '@/lib/bulk/get-bulk-run';
import { listOpenBulkRuns } from '@/lib/bulk/list-open-bulk-runs';
import { previewBulk } from '@/lib/bulk/preview-bulk';
import { runBulk } from '@/lib/bulk/run-bulk';
import { startBulk } from '@/lib/bulk/start-bulk';
import { startWaitingRescans } from '@/lib/bulk/start-waiting-rescans';
import { stopBulk } from '@/lib/bulk/stop-bulk';
import { DAY_MS } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { BULK_DAYS, BULK_ROWS_AT_ONCE } from '@/lib/core/policy';
import { database } from '@/lib/db/client';
import { requestScan } from '@/lib/scans/request-scan';
import { BULK_SCANS_AT_ONCE } from '@/lib/scans/rules/run-limits';
import { readJobs } from '../scans/scan-worker';
import { useOwnDatabase } from '../setup/own-database';
import { newOrganization, type TestOrganization } from '../setup/people';
import { agreedWebsite, assetUsing, runningScan, verifiedWebsite } from '../websites/rows';

// Waiting scans of every organization are looked at: these are the only ones.
let dropDatabase: () => Promise<void>;
beforeAll(async () => {
  dropDatabase = await useOwnDatabase();
});
afterAll(() => dropDatabase());

let names = 0;
async function asset(organization: TestOrganization, ...websiteIds: string[]): Promise<string> {
  names += 1;
  const { id } = await createAsset(organization.as('EDITOR'), { category: 'SAAS', name: `Desk ${names}` });
  const addedAt = organization.clock.now();
  await database().assetWebsite.createMany({
    data: websiteIds.map((websiteId) => ({ assetId: id, websiteId, addedAt })),
  });
  return id;
}

async function scannable(organization: TestOrganization, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1)
    ids.push(await asset(organization, (await agreedWebsite(organization)).id));
  return ids;
}

type Selection = { kind: 'RESCAN' | 'DELETE_DRAFTS'; ids?: string[]; filter?: object };

async function confirmed(context: Context, selection: Selection): Promise<string> {
  const { key, willDo } = await previewBulk(context, selection);
  return (await startBulk(context, { ...selection, key, willDo })).runId;
}

const readRows = async (organization: TestOrganization, runId: string) =>
  (await getBulkRun(organization.as('VIEWER'), runId, '')).page.rows;

const outcomes = async (organization: TestOrganization, runId: string) =>
  (await readRows(organization, runId)).map(({ state, reason }) => reason ?? state);

const endOneScan = async (organization: TestOrganization) => {
  const { id } = await database().scan.findFirstOrThrow({
    where: { organizationId: organization.id, status: 'QUEUED' },
    orderBy: { id: 'asc' },
  });
  const startedAt = organization.clock.now();
  await database().scan.update({
    where: { id },
    data: { status: 'COMPLETE', startedAt, completedAt: startedAt },
  });
  return id;
};

const events = (organization: TestOrganization, event: string) =>
  database().auditEntry.findMany({
    where: { organizationId: organization.id, event },
    orderBy: { id: 'asc' },
  });

const worker = ({ clock }: TestOrganization) => systemContext('worker', clock);

describe('rescans of many assets', () => {
  it('tell before what each row comes to, and do it', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    const site = (await agreedWebsite(organization)).id;
    const unproven = (await verifiedWebsite(organization)).id;
    await database().website.update({ where: { id: unproven }, data: { verifiedAt: null } });
    const expired = (await agreedWebsite(organization)).id;
    const long = new Date(organization.clock.now().getTime() - 31 * DAY_MS);
    await database().website.update({ where: { id: expired }, data: { verifiedAt: long } });
    const busy = await agreedWebsite(organization);
    await runningScan(organization, busy.id, busy.host);
    const ids = [
      await asset(organization, site),
      await asset(organization),
      await asset(organization, unproven, site),
      await asset(organization, expired),
      await asset(organization, (await verifiedWebsite(organization)).id),
      await asset(organization, busy.id),
      await asset(await newOrganization(), (await agreedWebsite(await newOrganization())).id),
    ];
    const preview = await previewBulk(editor, { kind: 'RESCAN', ids });
    expect(preview).toMatchObject({ assets: 7, rows: 8, willDo: 1 });
    expect(preview.groups).toEqual(
      (
        [
          'NOT_FOUND',
          'NO_WEBSITE',
          'NOT_VERIFIED',
          'VERIFICATION_EXPIRED',
          'AGREEMENT',
          'SCAN_RUNNING',
          'SHARED',
        ] as const
      ).map((reason) => ({ reason, count: 1 })),
    );
    expect(await database().bulkRun.count({ where: { organizationId: organization.id } })).toBe(0);
    const { runId } = await startBulk(editor, { kind: 'RESCAN', ids, key: preview.key, willDo: 1 });
    const rows = await readRows(organization, runId);
    expect(rows.map(({ state, reason }) => reason ?? state)).toEqual([
      ...['DONE', 'NO_WEBSITE', 'SHARED', 'NOT_VERIFIED', 'VERIFICATION_EXPIRED', 'AGREEMENT'],
      ...['SCAN_RUNNING', 'NOT_FOUND'],
    ]);
    expect(rows.at(-1)).toMatchObject({ assetName: null, websiteName: null });
    const scan = await database().scan.findUniqueOrThrow({ where: { id: rows[0]?.scanId ?? '' } });
    expect(scan).toMatchObject({
      websiteId: site,
      purpose: 'SELF_CHECK',
      requestedById: editor.actor.userId,
    });
    expect(await readJobs(`run-scan:${scan.id}`)).toHaveLength(1);
    const [requested] = await events(organization, 'scan.requested');
    expect(requested).toMatchObject({ actorId: editor.actor.userId, subjectId: scan.id, assetId: ids[0] });
    expect(await events(organization, 'asset.bulkRequested')).toHaveLength(1);
  });

  it('wait for the limit of scans at once, and follow one by one', async () => {
    const organization = await newOrganization();
    const ids = await scannable(organization, BULK_SCANS_AT_ONCE + 2);
    const runId = await confirmed(organization.as('EDITOR'), { kind: 'RESCAN', ids });
    const started = Array.from({ length: BULK_SCANS_AT_ONCE }, () => 'DONE');
    expect(await outcomes(organization, runId)).toEqual([...started, 'WAITING', 'WAITING']);
    expect(await startWaitingRescans(worker(organization))).toEqual({ started: 0 });
    const scanId = await endOneScan(organization);
    const both = await Promise.all([1, 2].map(() => startWaitingRescans(worker(organization), scanId)));
    expect(both.reduce((sum, one) => sum + one.started, 0)).toBe(1);
    expect(await outcomes(organization, runId)).toEqual([...started, 'DONE', 'WAITING']);
    expect(await listOpenBulkRuns(organization.as('VIEWER'))).toEqual([
      {
        id: runId,
        kind: 'RESCAN',
        total: BULK_SCANS_AT_ONCE + 2,
        waiting: 1,
        done: BULK_SCANS_AT_ONCE + 1,
        skipped: 0,
      },
    ]);
    // What waits is not queued a second time.
    expect(
      await previewBulk(organization.as('EDITOR'), { kind: 'RESCAN', ids: ids.slice(-1) }),
    ).toMatchObject({
      willDo: 0,
      groups: [{ reason: 'WAITING', count: 1 }],
    });
    await endOneScan(organization);
    expect(await startWaitingRescans(systemContext('cron', organization.clock))).toEqual({ started: 1 });
    expect(await listOpenBulkRuns(organization.as('VIEWER'))).toEqual([]);
  });

  it('are started as whoever asked may by then, and judge each website again', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    const ids = await scannable(organization, BULK_SCANS_AT_ONCE + 2);
    const runId = await confirmed(editor, { kind: 'RESCAN', ids });
    const [next] = (await readRows(organization, runId)).filter(({ state }) => state === 'WAITING');
    await database().website.update({ where: { id: next?.websiteId ?? '' }, data: { verifiedAt: null } });
    await endOneScan(organization);
    await startWaitingRescans(worker(organization));
    expect((await outcomes(organization, runId)).slice(-2)).toEqual(['NOT_VERIFIED', 'DONE']);

    const more = await scannable(organization, 1);
    const later = await confirmed(editor, { kind: 'RESCAN', ids: more });
    const { userId } = editor.actor;
    await database().member.updateMany({ where: { userId }, data: { role: 'VIEWER' } });
    await endOneScan(organization);
    await startWaitingRescans(worker(organization));
    expect(await outcomes(organization, later)).toEqual(['NO_PERMISSION']);
  });

  it('can be stopped: what waits is left out, what was done stays', async () => {
    const organization = await newOrganization();
    const ids = await scannable(organization, BULK_SCANS_AT_ONCE + 1);
    const runId = await confirmed(organization.as('EDITOR'), { kind: 'RESCAN', ids });
    // Room is left for a scan that somebody asks for alone.
    const { id: websiteId } = await agreedWebsite(organization);
    await requestScan(organization.as('EDITOR'), websiteId);
    await expect(stopBulk(organization.as('VIEWER'), runId)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(stopBulk((await newOrganization()).as('OWNER'), runId)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await stopBulk(organization.as('EDITOR'), runId);
    await stopBulk(organization.as('EDITOR'), runId);
    expect((await outcomes(organization, runId)).at(-1)).toBe('STOPPED');
    expect(await events(organization, 'asset.bulkStopped')).toHaveLength(1);
    await endOneScan(organization);
    expect(await startWaitingRescans(worker(organization))).toEqual({ started: 0 });
  });
});

describe('drafts that are deleted together', () => {
  it('were never sent: the others stay, each with its reason', async () => {
    const organization = await newOrganization();
    const other = await newOrganization();
    const foreign = await asset(other);
    const [draft, withdrawn] = [await asset(organization), await asset(organization)];
    const at = organization.clock.now();
    const createdById = organization.as('EDITOR').actor.userId;
    await database().submission.create({
      data: {
        ...{ id: newId(), organizationId: organization.id, assetId: withdrawn, number: 1, status: 'DRAFT' },
        ...{ createdById, createdAt: at, submittedAt: at, snapshot: {}, statusSince: at },
      },
    });
    const sent = await assetUsing(organization, (await agreedWebsite(organization)).id, 'SCANNING');
    const ids = [draft, withdrawn, sent.id, foreign, newId()];
    const runId = await confirmed(organization.as('EDITOR'), { kind: 'DELETE_DRAFTS', ids });
    expect(await outcomes(organization, runId)).toEqual([
      ...['DONE', 'SUBMITTED', 'UNDER_REVIEW', 'NOT_FOUND', 'NOT_FOUND'],
    ]);
    const left = await database().asset.findMany({
      where: { id: { in: ids }, deletedAt: null },
      select: { id: true },
      orderBy: { id: 'asc' },
    });
    expect(left.map(({ id }) => id)).toEqual([withdrawn, sent.id, foreign].sort());
    expect((await events(organization, 'asset.deleted')).map(({ subjectId }) => subjectId)).toEqual([draft]);
    expect(await events(other, 'asset.deleted')).toEqual([]);
  });

  it('are deleted once, however often the same question is confirmed', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    const ids = [await asset(organization), await asset(organization)];
    const selection = { kind: 'DELETE_DRAFTS', ids } as const;
    const { key, willDo } = await previewBulk(editor, selection);
    const runs = await Promise.all([1, 2, 3].map(() => startBulk(editor, { ...selection, key, willDo })));
    expect(new Set(runs.map(({ runId }) => runId)).size).toBe(1);
    expect(await startBulk(editor, { ...selection, key, willDo })).toEqual(runs[0]);
    expect(await events(organization, 'asset.deleted')).toHaveLength(2);
    expect(await events(organization, 'asset.bulkRequested')).toHaveLength(1);
  });

  it('are no others than those that were counted', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    await asset(organization);
    const selection = { kind: 'DELETE_DRAFTS', filter: { q: 'Desk' } } as const;
    const { key, willDo } = await previewBulk(editor, selection);
    await asset(organization);
    await expect(startBulk(editor, { ...selection, key, willDo })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    expect(await events(organization, 'asset.deleted')).toEqual([]);
    const again = await previewBulk(editor, selection);
    expect(again.willDo).toBe(2);
    await startBulk(editor, { ...selection, key: again.key, willDo: 2 });
    await expect(startBulk(editor, { ...selection, key: newId(), willDo: 2 })).rejects.toMatchObject({
      code: 'PRECONDITION_FAILED',
    });
  });

  it('beyond a hundred go in the background, each judged when its turn comes', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    const count = 2 * BULK_ROWS_AT_ONCE + 1;
    const at = organization.clock.now();
    const ours = {
      organizationId: organization.id,
      category: 'SAAS',
      createdById: editor.actor.userId,
    } as const;
    await database().asset.createMany({
      data: Array.from({ length: count }, (_, index) => ({
        ...{ ...ours, id: newId(), name: `Many ${index}`, createdAt: at, updatedAt: at },
      })),
    });
    const filter = { q: 'Many' };
    const runId = await confirmed(editor, { kind: 'DELETE_DRAFTS', filter });
    expect((await getBulkRun(editor, runId, '')).counts).toEqual({
      ...{ total: count, waiting: count, done: 0, skipped: 0 },
    });
    expect(await readJobs(`run-bulk:${runId}`)).toHaveLength(1);
    const [first] = await readRows(organization, runId);
    await database().submission.create({
      data: {
        ...{ id: newId(), organizationId: organization.id, assetId: first?.assetId ?? '', number: 1 },
        ...{ status: 'SCANNING', createdById: editor.actor.userId, createdAt: at, submittedAt: at },
        ...{ snapshot: {}, statusSince: at },
      },
    });
    // Two workers at once, as after an outage: no row is done twice.
    await Promise.all([runBulk(worker(organization), runId), runBulk(worker(organization), runId)]);
    await runBulk(worker(organization), runId);
    await runBulk(worker(organization), runId);
    const { counts, page } = await getBulkRun(editor, runId, '99');
    expect(counts).toEqual({ total: count, waiting: 0, done: count - 1, skipped: 1 });
    expect(page).toMatchObject({ page: 5, pages: 5, total: count });
    expect(page.rows).toHaveLength(1);
    expect((await outcomes(organization, runId))[0]).toBe('UNDER_REVIEW');
    expect(await events(organization, 'asset.deleted')).toHaveLength(count - 1);
  });
});

describe('an act for many rows', () => {
  it('takes nothing that it does not know, and nothing from people who may not', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    await asset(organization);
    const refused = (context: Context, input: object) =>
      expect(previewBulk(context, input)).rejects.toMatchObject({
        code: context === editor ? 'VALIDATION' : 'FORBIDDEN',
      });
    for (const input of [
      { kind: 'APPROVE', ids: [] },
      { kind: 'RESCAN', ids: ['1'] },
      { kind: 'RESCAN', ids: Array.from({ length: 101 }, () => newId()) },
      { kind: 'DELETE_DRAFTS', filter: { status: 'DRAFTS' } },
      { kind: 'DELETE_DRAFTS', filter: { expiry: 'SOON' } },
      { kind: 'DELETE_DRAFTS', filter: { website: 'x' } },
      { kind: 'DELETE_DRAFTS', filter: { q: 'a'.repeat(201) } },
      { kind: 'DELETE_DRAFTS', filter: { q: '\ud800' } },
    ])
      await refused(editor, input);
    for (const kind of ['RESCAN', 'DELETE_DRAFTS'])
      await refused(organization.as('VIEWER'), { kind, ids: [] });
    await expect(
      startBulk(editor, { kind: 'RESCAN', ids: [], key: newId(), willDo: 1 }),
    ).rejects.toMatchObject({
      code: 'PRECONDITION_FAILED',
    });
  });

  it('is of its organization, and its result is kept for a time', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    const runId = await confirmed(editor, { kind: 'DELETE_DRAFTS', ids: [await asset(organization)] });
    const stranger = (await newOrganization()).as('OWNER');
    for (const id of [runId, 'x', newId()])
      await expect(getBulkRun(stranger, id, '')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    organization.clock.advanceMs((BULK_DAYS + 1) * DAY_MS);
    await confirmed(editor, { kind: 'DELETE_DRAFTS', ids: [await asset(organization)] });
    await expect(getBulkRun(editor, runId, '')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
