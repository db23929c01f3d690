import { describe, expect, it } from 'vitest';
import { createAsset } from '@/lib/assets/create-asset';
import { touchScannedAssets } from '@/lib/assets/touch-scanned-assets';
import { type Context, systemContext } from '@/lib/auth/actor';
import { DAY_MS, systemClock } from '@/lib/core/clock';
import { database } from '@/lib/db/client';
import { getAssetHub } from '@/lib/submissions/get-asset-hub';
import { getReadiness } from '@/lib/submissions/get-readiness';
import { getSubmission } from '@/lib/submissions/get-submission';
import { listAssets } from '@/lib/submissions/list-assets';
import { listSubmissions } from '@/lib/submissions/list-submissions';
import { modifyAsset } from '@/lib/submissions/modify-asset';
import { getOverview } from '@/lib/submissions/overview/get-overview';
import { submitForReview } from '@/lib/submissions/submit-for-review';
import { withdrawSubmission } from '@/lib/submissions/withdraw-submission';
import { newOrganization } from '../setup/people';
import { readyAsset } from '../setup/ready-asset';
import { endReview, readSubmissions, submitted } from './submission-rows';

type Ids = { assetId: string; submissionId: string };

const READS: [string, (context: Context, ids: Ids) => Promise<unknown>][] = [
  ['getAssetHub', (context, { assetId }) => getAssetHub(context, assetId)],
  ['getReadiness', (context, { assetId }) => getReadiness(context, assetId)],
  ['getSubmission', (context, { submissionId }) => getSubmission(context, submissionId)],
];
const WRITES: typeof READS = [
  ['submitForReview', (context, { assetId }) => submitForReview(context, assetId)],
  ['withdrawSubmission', (context, { submissionId }) => withdrawSubmission(context, submissionId)],
  ['modifyAsset', (context, { assetId }) => modifyAsset(context, assetId)],
];

describe('the walls between organizations and roles', () => {
  it.each([...READS, ...WRITES])('%s knows nothing of another organization', async (_name, verb) => {
    const [ours, theirs] = [await newOrganization(), await newOrganization()];
    const asset = await readyAsset(theirs);
    const submissionId = await submitted(theirs, asset.id);
    const ids = { assetId: asset.id, submissionId };
    await expect(verb(ours.as('OWNER'), ids)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await readSubmissions(asset.id)).toMatchObject([{ status: 'SCANNING', version: 2 }]);
  });

  it.each(WRITES)('%s is not for viewers', async (_name, verb) => {
    const organization = await newOrganization();
    const asset = await readyAsset(organization);
    const submissionId = await submitted(organization, asset.id);
    await expect(verb(organization.as('VIEWER'), { assetId: asset.id, submissionId })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it.each(READS)('%s is for viewers too', async (_name, verb) => {
    const organization = await newOrganization();
    const asset = await readyAsset(organization);
    const submissionId = await submitted(organization, asset.id);
    await expect(verb(organization.as('VIEWER'), { assetId: asset.id, submissionId })).resolves.toBeDefined();
  });

  it('lists nothing of another organization', async () => {
    const [ours, theirs] = [await newOrganization(), await newOrganization()];
    await submitted(theirs, (await readyAsset(theirs)).id);
    const viewer = ours.as('VIEWER');
    expect((await listAssets(viewer, {})).total).toBe(0);
    expect((await listSubmissions(viewer, {})).page.total).toBe(0);
    expect(await getOverview(viewer)).toMatchObject({
      columns: { needsYou: [], inProgress: [], doneRecently: [] },
      counts: { DRAFT: 0, SCANNING: 0 },
      expiring: [],
    });
  });
});

describe('the asset list', () => {
  it('shows the last page there is when the page asked for is gone', async () => {
    const organization = await newOrganization();
    const viewer = organization.as('VIEWER');
    await createAsset(organization.as('EDITOR'), { category: 'SAAS', name: 'Only one' });
    const page = await listAssets(viewer, { page: '999' });
    expect([page.page, page.total, page.rows.length]).toEqual([1, 1, 1]);
    expect(await listAssets(viewer, { page: '999', q: 'nothing like it' })).toMatchObject({
      page: 1,
      total: 0,
    });
  });

  it('moves an asset up when it is submitted, when its scan ends and when its website changes', async () => {
    const organization = await newOrganization();
    const asset = await readyAsset(organization);
    const updatedAt = async () => (await listAssets(organization.as('VIEWER'), {})).rows[0]?.asset.updatedAt;
    const before = await updatedAt();
    organization.clock.advanceMs(1_000);
    const submissionId = await submitted(organization, asset.id);
    expect(await updatedAt()).toEqual(organization.clock.now());
    organization.clock.advanceMs(1_000);
    const [scanId = ''] = await endReview(organization, submissionId);
    await touchScannedAssets({ ...systemContext('worker', systemClock), clock: organization.clock }, scanId);
    const after = await updatedAt();
    expect(before && after && after > before).toBe(true);
    expect(after).toEqual(organization.clock.now());
  });
});

describe('the overview', () => {
  it('shows each asset where it is, with what it waits for', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    const { id: fresh } = await createAsset(editor, { category: 'SAAS', name: 'Fresh' });
    const ready = await readyAsset(organization, { name: 'Ready' });
    const approved = await readyAsset(organization, { name: 'Approved' });
    await endReview(organization, await submitted(organization, approved.id));
    const rejected = await readyAsset(organization, { name: 'Rejected' });
    await endReview(organization, await submitted(organization, rejected.id), { highFindings: 1 });
    const returned = await readyAsset(organization, { name: 'Returned' });
    await endReview(organization, await submitted(organization, returned.id), { status: 'INCOMPLETE' });
    const scanning = await readyAsset(organization, { name: 'Scanning' });
    await submitted(organization, scanning.id);
    const { columns, counts } = await getOverview(organization.as('VIEWER'));
    expect(columns.needsYou.map(({ kind, asset }) => [kind, asset.id])).toEqual([
      ['REJECTED', rejected.id],
      ['RETURNED', returned.id],
      ['READY', ready.id],
      ['NOT_READY', fresh],
    ]);
    expect(columns.inProgress.map(({ kind, asset }) => [kind, asset.id])).toEqual([
      ['SCANNING', scanning.id],
    ]);
    expect(columns.doneRecently.filter(({ kind }) => kind === 'APPROVED')).toMatchObject([
      { asset: { id: approved.id } },
    ]);
    expect(counts).toEqual({ DRAFT: 3, SCANNING: 1, APPROVED: 1, REJECTED: 1, REVIEWING: 0 });
  });

  it('calls the seller back to an approved asset whose scan expired or whose interface fails', async () => {
    const organization = await newOrganization();
    const viewer = organization.as('VIEWER');
    const asset = await readyAsset(organization, { name: 'Approved' });
    const submissionId = await submitted(organization, asset.id);
    await endReview(organization, submissionId);
    const shown = async () => {
      const { columns, approvedToLookAt } = await getOverview(viewer);
      const [row] = (await listAssets(viewer, {})).rows;
      const hub = await getAssetHub(viewer, asset.id);
      const request = await getSubmission(viewer, submissionId);
      const [listed] = (await listSubmissions(viewer, {})).page.rows;
      // Hub, list, request and requests show the same line.
      expect([row?.line, request.line, listed?.line]).toEqual([hub.line, hub.line, hub.line]);
      return { code: hub.line.code, needsYou: columns.needsYou.map(({ kind }) => kind), approvedToLookAt };
    };
    expect(await shown()).toEqual({ code: 'APPROVED', needsYou: [], approvedToLookAt: 0 });
    await database().connectionCase.updateMany({
      where: { assetId: asset.id, activity: 'queryInstance' },
      data: { lastPassed: false },
    });
    expect(await shown()).toEqual({
      code: 'INTERFACE_BROKEN',
      needsYou: ['INTERFACE_BROKEN'],
      approvedToLookAt: 1,
    });
    await database().connectionCase.updateMany({ where: { assetId: asset.id }, data: { lastPassed: true } });
    expect(await shown()).toMatchObject({ code: 'APPROVED', approvedToLookAt: 0 });
    organization.clock.advanceMs(31 * DAY_MS);
    expect(await shown()).toEqual({
      code: 'SCAN_EXPIRED',
      needsYou: ['SCAN_EXPIRED'],
      approvedToLookAt: 1,
    });
  });

  it('tells of a scan 14 days before its end, to the millisecond, and after it', async () => {
    const organization = await newOrganization();
    const asset = await readyAsset(organization);
    const viewer = organization.as('VIEWER');
    // The scan was completed a second before the clock stands now.
    organization.clock.advanceMs(16 * DAY_MS - 1_001);
    expect((await getOverview(viewer)).expiring).toEqual([]);
    organization.clock.advanceMs(1);
    expect((await getOverview(viewer)).expiring).toMatchObject([
      { assetId: asset.id, websiteId: asset.sites[0]?.id, scanId: asset.sites[0]?.scanId },
    ]);
    organization.clock.advanceMs(20 * DAY_MS);
    const [expired] = (await getOverview(viewer)).expiring;
    expect(expired && expired.validUntil < organization.clock.now()).toBe(true);
  });
});
