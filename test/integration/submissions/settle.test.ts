import { describe, expect, it } from 'vitest';
import { systemContext } from '@/lib/auth/actor';
import { DAY_MS } from '@/lib/core/clock';
import { database } from '@/lib/db/client';
import { expireScans } from '@/lib/scans/expire-scans';
import { EXPIRY_NOTICE_DAYS } from '@/lib/scans/rules/validity';
import { getAssetHub } from '@/lib/submissions/get-asset-hub';
import { modifyAsset } from '@/lib/submissions/modify-asset';
import { settleScan } from '@/lib/submissions/settle-scan';
import { withdrawSubmission } from '@/lib/submissions/withdraw-submission';
import { newOrganization } from '../setup/people';
import { endScan, readyAsset } from '../setup/ready-asset';
import {
  countAudits,
  endReview,
  openScans,
  readHistory,
  readSubmissions,
  submitted,
  tell,
} from './submission-rows';

describe('what the scans make of a submission', () => {
  it('waits for the last website, then approves once however often it is told', async () => {
    const organization = await newOrganization();
    const asset = await readyAsset(organization, { websites: 2 });
    const id = await submitted(organization, asset.id);
    const [first, second] = (await openScans(id)).map((scan) => scan.id);
    if (!first || !second) throw new Error('two scans were expected');
    await endScan(organization, first);
    await tell(organization, first);
    expect(await readSubmissions(asset.id)).toMatchObject([{ status: 'SCANNING' }]);
    await endScan(organization, second);
    await Promise.all([tell(organization, first), tell(organization, second)]).catch(() => undefined);
    await tell(organization, second);
    expect(await readSubmissions(asset.id)).toMatchObject([{ status: 'APPROVED', reasonCode: null }]);
    expect(await readHistory(id)).toEqual(['open', 'submit', 'pass']);
    expect(await countAudits(id, 'submission.approved')).toBe(1);
  });

  it.each([
    ['rejects on a confirmed high finding', { highFindings: 2 }, false, 'REJECTED', 'fail', 'HIGH_FINDINGS'],
    [
      'gives it back when a scan is incomplete, whatever it found',
      { status: 'INCOMPLETE' as const, highFindings: 1 },
      false,
      'DRAFT',
      'return',
      'LOGIN_FAILED',
    ],
    ['holds a clean one for a reviewer where the policy says so', {}, true, 'REVIEWING', 'hold', null],
  ])('%s', async (_what, end, isHumanReviewOn, status, event, reasonCode) => {
    const organization = await newOrganization();
    const asset = await readyAsset(organization);
    const id = await submitted(organization, asset.id);
    const [scanId = ''] = await endReview(organization, id, end, isHumanReviewOn);
    await tell(organization, scanId, isHumanReviewOn);
    const [submission] = await readSubmissions(asset.id);
    expect(submission).toMatchObject({ status, reasonCode });
    expect(submission?.deadlineAt !== null).toBe(status === 'REVIEWING');
    expect(await readHistory(id)).toEqual(['open', 'submit', event]);
  });

  it('gives a reviewer three working days: over a weekend, to the close of business', async () => {
    const organization = await newOrganization('2026-03-05T09:00:00Z');
    const asset = await readyAsset(organization);
    await endReview(organization, await submitted(organization, asset.id), {}, true);
    const [submission] = await readSubmissions(asset.id);
    // Thursday → Friday, Monday, Tuesday 18:00 in China.
    expect(submission?.deadlineAt).toEqual(new Date('2026-03-10T10:00:00Z'));
  });

  it('says nothing about a submission that was withdrawn meanwhile, nor do scans of an earlier sending', async () => {
    const organization = await newOrganization();
    const asset = await readyAsset(organization);
    const id = await submitted(organization, asset.id);
    const [old] = await openScans(id);
    await withdrawSubmission(organization.as('EDITOR'), id);
    await tell(organization, old?.id ?? '');
    expect(await readHistory(id)).toEqual(['open', 'submit', 'withdraw']);
    organization.clock.advanceMs(1_000);
    await submitted(organization, asset.id);
    await tell(organization, old?.id ?? '');
    expect(await readSubmissions(asset.id)).toMatchObject([{ status: 'SCANNING' }]);
  });

  it('replaces what was on sale when the newer one is approved, and not before', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    const asset = await readyAsset(organization);
    const first = await submitted(organization, asset.id);
    await endReview(organization, first);
    await modifyAsset(editor, asset.id);
    organization.clock.advanceMs(1_000);
    const second = await submitted(organization, asset.id);
    expect((await getAssetHub(editor, asset.id)).onSale?.id).toBe(first);
    await endReview(organization, second);
    const now = organization.clock.now();
    expect(await readSubmissions(asset.id)).toMatchObject([
      { id: first, status: 'APPROVED', supersededAt: now },
      { id: second, status: 'APPROVED', supersededAt: null },
    ]);
    expect(await countAudits(first, 'submission.superseded')).toBe(1);
    expect((await getAssetHub(editor, asset.id)).onSale?.id).toBe(second);
  });

  it('is told by the system alone', async () => {
    const organization = await newOrganization();
    const asset = await readyAsset(organization);
    const [scan] = await openScans(await submitted(organization, asset.id));
    const policy = {
      isHumanReviewOn: false,
      calendar: { daysOff: new Set<string>(), makeUpDays: new Set<string>() },
    };
    await expect(settleScan(organization.as('OWNER'), scan?.id ?? '', policy)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

describe('the expiry of scans', () => {
  it('is noted once for each scan, however often and by how many it is run', async () => {
    const organization = await newOrganization();
    const asset = await readyAsset(organization);
    const scanId = asset.sites[0]?.scanId ?? '';
    organization.clock.advanceMs(30 * DAY_MS);
    const cron = { ...systemContext('cron', organization.clock), clock: organization.clock };
    await Promise.all([expireScans(cron), expireScans(cron)]);
    const noticed = await database().scan.findUniqueOrThrow({ where: { id: scanId } });
    organization.clock.advanceMs(DAY_MS);
    await expireScans(cron);
    expect(await database().scan.findUniqueOrThrow({ where: { id: scanId } })).toEqual(noticed);
    expect(noticed.expiryStage).toBe(EXPIRY_NOTICE_DAYS.length);
    expect(await database().auditEntry.count({ where: { subjectId: scanId, event: 'scan.expired' } })).toBe(
      1,
    );
  });
});
