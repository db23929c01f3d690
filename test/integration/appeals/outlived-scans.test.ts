import { describe, expect, it } from 'vitest';
import { getAppeal } from '@/lib/appeals/get-appeal';
import { getReview } from '@/lib/appeals/review/get-review';
import { DAY_MS } from '@/lib/core/clock';
import { database } from '@/lib/db/client';
import { getReadiness } from '@/lib/submissions/get-readiness';
import { newOrganization, newPlatformPerson, type TestOrganization } from '../setup/people';
import { endedScan } from '../setup/ready-asset';
import { submissionWithFindings, type TestSubmission } from '../setup/rejected-submission';
import { readStatus, submittedAppeal } from './appeal-steps';
import { appealAndDecide } from './memory-steps';

/** Scanned so long ago that a review of three working days, submitted now, ends a day after the results. */
const LATE_DAYS = 28;

async function rejectedLongAgo() {
  const organization = await newOrganization('2026-03-02T09:00:00Z');
  const submission = await submissionWithFindings(organization);
  organization.clock.advanceMs(LATE_DAYS * DAY_MS);
  const [site] = await database().website.findMany({
    where: { assets: { some: { assetId: submission.assetId } } },
    select: { id: true, name: true, host: true },
  });
  if (!site) throw new TypeError('no website');
  return { organization, submission, site };
}

const toSeller = async (organization: TestOrganization, { id }: TestSubmission) =>
  (await getAppeal(organization.as('VIEWER'), id)).outlived;
const toReviewer = async (organization: TestOrganization, { id }: TestSubmission) =>
  (await getReview(await newPlatformPerson('REVIEWER', organization.clock), id)).outlived;
const warned = async (organization: TestOrganization, { assetId }: TestSubmission) =>
  (await getReadiness(organization.as('VIEWER'), assetId)).readiness.warnings.map(({ code }) => code);

describe('a review that may outlive its scan', () => {
  it('is told of to the seller before and after the appeal, and to the reviewer, and blocks nothing', async () => {
    const { organization, submission, site } = await rejectedLongAgo();
    const told = [
      {
        ...{ websiteId: site.id, website: site.name },
        validUntil: new Date('2026-04-01T09:00:00Z'),
        reviewEndsBy: new Date('2026-04-02T10:00:00Z'),
      },
    ];
    expect(await toSeller(organization, submission)).toEqual(told);
    expect(await warned(organization, submission)).toContain('REVIEW_OUTLIVES_SCAN');
    await submittedAppeal(organization, submission);
    expect(await readStatus(submission.id)).toEqual({
      status: 'REVIEWING',
      deadlineAt: told[0]?.reviewEndsBy,
    });
    expect(await toSeller(organization, submission)).toEqual(told);
    expect(await toReviewer(organization, submission)).toEqual(told);
  });

  it('is told of no more once the website was scanned again', async () => {
    const { organization, submission, site } = await rejectedLongAgo();
    await submittedAppeal(organization, submission);
    await endedScan(organization, site);
    expect(await toSeller(organization, submission)).toEqual([]);
    expect(await toReviewer(organization, submission)).toEqual([]);
    expect(await warned(organization, submission)).not.toContain('REVIEW_OUTLIVES_SCAN');
  });

  it('is not told of where the results last longer', async () => {
    const organization = await newOrganization('2026-03-02T09:00:00Z');
    const submission = await submissionWithFindings(organization);
    expect(await toSeller(organization, submission)).toEqual([]);
    await submittedAppeal(organization, submission);
    expect(await toReviewer(organization, submission)).toEqual([]);
  });

  it('is not told of after the last appeal, which no further review follows', async () => {
    const { organization, submission } = await rejectedLongAgo();
    for (let round = 0; round < 2; round += 1) {
      expect(await warned(organization, submission)).toContain('REVIEW_OUTLIVES_SCAN');
      await appealAndDecide(organization, submission.id, { outcome: 'REJECTED' }, [1, 2]);
      organization.clock.advanceMs(1_000);
    }
    expect(await warned(organization, submission)).not.toContain('REVIEW_OUTLIVES_SCAN');
    expect(await toSeller(organization, submission)).toEqual([]);
  });
});
