import { describe, expect, it } from 'vitest';
import { saveAssetDetails } from '@/lib/assets/save-asset-details';
import { DAY_MS } from '@/lib/core/clock';
import { database } from '@/lib/db/client';
import { getReadiness } from '@/lib/submissions/get-readiness';
import { getSubmission } from '@/lib/submissions/get-submission';
import { modifyAsset } from '@/lib/submissions/modify-asset';
import { submitForReview } from '@/lib/submissions/submit-for-review';
import { withdrawSubmission } from '@/lib/submissions/withdraw-submission';
import { newOrganization } from '../setup/people';
import { endedScan, readyAsset } from '../setup/ready-asset';
import {
  countAudits,
  endReview,
  openScans,
  readHistory,
  readSubmissions,
  submitted,
} from './submission-rows';

describe('submitting for review', () => {
  it('has one effect for two clicks at once: one is accepted, the other told that it is under review', async () => {
    const organization = await newOrganization();
    const asset = await readyAsset(organization, { websites: 2 });
    const outcomes = await Promise.allSettled(
      ['EDITOR', 'OWNER'].map((role) =>
        submitForReview(organization.as(role as 'EDITOR' | 'OWNER'), asset.id),
      ),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'CONFLICT', details: { message: 'submissions.alreadySubmitted' } },
    });
    const [submission, ...others] = await readSubmissions(asset.id);
    expect(others).toEqual([]);
    expect(submission).toMatchObject({ status: 'SCANNING', number: 1 });
    const id = submission?.id ?? '';
    expect(await readHistory(id)).toEqual(['open', 'submit']);
    expect(await countAudits(id, 'submission.submitted')).toBe(1);
    const scans = await openScans(id);
    expect(scans.map(({ websiteId, purpose }) => [websiteId, purpose]).sort()).toEqual(
      asset.sites.map((site) => [site.id, 'REVIEW']).sort(),
    );
    const jobs = await database().$queryRaw<{ key: string }[]>`
      SELECT key FROM graphile_worker.jobs WHERE key = ANY(${scans.map((scan) => `run-scan:${scan.id}`)})`;
    expect(jobs).toHaveLength(2);
  });

  it('freezes what is sent: an edit of a later draft does not change it', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    const asset = await readyAsset(organization);
    const id = await submitted(organization, asset.id);
    const edit = { assetId: asset.id, version: 1, name: 'Renamed', description: 'later' };
    await expect(saveAssetDetails(editor, edit)).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
    await endReview(organization, id);
    await modifyAsset(editor, asset.id);
    await saveAssetDetails(editor, edit);
    const { submission } = await getSubmission(editor, id);
    expect(submission.snapshot).toMatchObject({
      asset: { name: 'Ledger', description: '', category: 'SAAS' },
      websites: [{ id: asset.sites[0]?.id, host: asset.sites[0]?.host }],
      connection: { productionUrl: 'https://saas.example.com/koogallery', billingModes: ['ONE_TIME'] },
      warnings: [{ code: 'LOGIN_DECLARED_NONE' }],
    });
  });

  it('answers the blockers of the hub and changes nothing', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    const asset = await readyAsset(organization);
    await database().connectionCase.updateMany({
      where: { assetId: asset.id, activity: 'queryInstance' },
      data: { lastPassed: false },
    });
    const { readiness } = await getReadiness(editor, asset.id);
    const result = await submitForReview(editor, asset.id);
    expect(result).toEqual({ ok: false, blockers: readiness.blockers });
    expect(readiness.blockers.map(({ code, values }) => [code, values.activity])).toEqual([
      ['CASE_FAILED', 'queryInstance'],
    ]);
    expect((await readSubmissions(asset.id)).map(({ status }) => status)).not.toContain('SCANNING');
    const ids = asset.sites.map(({ id }) => id);
    expect(await database().scan.count({ where: { websiteId: { in: ids }, purpose: 'REVIEW' } })).toBe(0);
  });

  it('is blocked by an expired scan at once, with no cron told', async () => {
    const organization = await newOrganization();
    const asset = await readyAsset(organization);
    organization.clock.advanceMs(30 * DAY_MS);
    const result = await submitForReview(organization.as('EDITOR'), asset.id);
    expect(result.ok ? [] : result.blockers.map(({ code }) => code)).toContain('SCAN_EXPIRED');
    const rows = await database().scan.findMany({ where: { id: asset.sites[0]?.scanId ?? '' } });
    expect(rows.map(({ expiryStage }) => expiryStage)).toEqual([0]);
  });

  it('is accepted with high findings, for only a rejected request can be appealed', async () => {
    const organization = await newOrganization();
    const asset = await readyAsset(organization);
    const [site] = asset.sites;
    if (site) await endedScan(organization, site, { highFindings: 1 });
    const id = await submitted(organization, asset.id);
    await endReview(organization, id, { highFindings: 1 });
    expect(await readSubmissions(asset.id)).toMatchObject([
      { status: 'REJECTED', reasonCode: 'HIGH_FINDINGS' },
    ]);
  });
});

describe('withdrawing', () => {
  it('gives a draft back, stops its scans and counts once for two clicks', async () => {
    const organization = await newOrganization();
    const asset = await readyAsset(organization);
    const id = await submitted(organization, asset.id);
    const editor = organization.as('EDITOR');
    const outcomes = await Promise.allSettled([
      withdrawSubmission(editor, id),
      withdrawSubmission(editor, id),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'CONFLICT' },
    });
    expect(await readHistory(id)).toEqual(['open', 'submit', 'withdraw']);
    expect(await openScans(id)).toEqual([]);
    expect(await readSubmissions(asset.id)).toMatchObject([{ status: 'DRAFT' }]);
  });

  it('lets the same draft be sent again, and shows the scans of the last sending only', async () => {
    const organization = await newOrganization();
    const asset = await readyAsset(organization);
    const id = await submitted(organization, asset.id);
    const [first] = await openScans(id);
    await withdrawSubmission(organization.as('EDITOR'), id);
    organization.clock.advanceMs(1_000);
    expect(await submitted(organization, asset.id)).toBe(id);
    const { scans } = await getSubmission(organization.as('VIEWER'), id);
    expect(scans.map((scan) => scan.id)).not.toContain(first?.id);
    expect(scans).toHaveLength(1);
  });
});

describe('modifying', () => {
  it('opens one draft for two clicks, and leaves what is approved on sale', async () => {
    const organization = await newOrganization();
    const asset = await readyAsset(organization);
    const id = await submitted(organization, asset.id);
    await endReview(organization, id);
    const editor = organization.as('EDITOR');
    await Promise.all([modifyAsset(editor, asset.id), modifyAsset(editor, asset.id)]);
    expect(await readSubmissions(asset.id)).toMatchObject([
      { number: 1, status: 'APPROVED', supersededAt: null },
      { number: 2, status: 'DRAFT' },
    ]);
  });

  it('does nothing to a draft and to what is under review', async () => {
    const organization = await newOrganization();
    const asset = await readyAsset(organization);
    const editor = organization.as('EDITOR');
    await modifyAsset(editor, asset.id);
    expect(await readSubmissions(asset.id)).toEqual([]);
    const id = await submitted(organization, asset.id);
    await modifyAsset(editor, asset.id);
    expect(await readSubmissions(asset.id)).toMatchObject([{ id, status: 'SCANNING' }]);
  });
});
