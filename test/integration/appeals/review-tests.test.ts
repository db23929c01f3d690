import { expect, it } from 'vitest';
import { openAppeal } from '@/lib/appeals/open-appeal';
import { claimReview } from '@/lib/appeals/review/claims/claim-review';
import { getReview } from '@/lib/appeals/review/get-review';
import { retestForReview } from '@/lib/appeals/review/retest-for-review';
import { runSuiteForReview } from '@/lib/appeals/review/run-suite-for-review';
import { submitAppeal } from '@/lib/appeals/submit-appeal';
import { database } from '@/lib/db/client';
import { newOrganization, newPlatformPerson } from '../setup/people';
import { readyAsset } from '../setup/ready-asset';
import { endReview, submitted } from '../submissions/submission-rows';
import { assess, attach } from './appeal-steps';
import { findingsOf } from './memory-steps';

/** An appeal under review of an asset whose website and interfaces can be tested, and a reviewer. */
async function underReview() {
  const organization = await newOrganization();
  const asset = await readyAsset(organization);
  const submissionId = await submitted(organization, asset.id);
  await endReview(organization, submissionId, { highFindings: 1 });
  const [finding] = await findingsOf(submissionId);
  const findingId = finding?.id ?? '';
  await openAppeal(organization.as('EDITOR'), { submissionId });
  await assess(organization, submissionId, findingId);
  await attach(organization, submissionId);
  await submitAppeal(organization.as('EDITOR'), { submissionId });
  const reviewer = await newPlatformPerson('REVIEWER', organization.clock);
  return { organization, asset, submissionId, findingId, reviewer };
}

const isNotClaimed = { code: 'PRECONDITION_FAILED', details: { message: 'appeals.notClaimed' } };

it('a reviewer who has claimed a review has a finding tested again, and the seller sees who did', async () => {
  const { organization, submissionId, findingId, reviewer } = await underReview();
  const retest = () => retestForReview(reviewer, { submissionId, findingId });
  await expect(retest()).rejects.toMatchObject(isNotClaimed);
  await claimReview(reviewer, { submissionId });
  await retest();
  const { openRetests } = await getReview(reviewer, submissionId);
  expect(openRetests).toMatchObject([{ status: 'QUEUED', findingIds: [findingId] }]);
  const requests = await database().auditEntry.findMany({
    where: { organizationId: organization.id, event: 'scan.requested', actorId: reviewer.actor.userId },
  });
  expect(requests).toMatchObject([{ subjectId: openRetests[0]?.id, after: { purpose: 'RETEST' } }]);
  await expect(retest()).rejects.toMatchObject({ code: 'CONFLICT' });
});

it('a reviewer who has claimed a review runs the tests of the interfaces, though the asset cannot be edited', async () => {
  const { asset, submissionId, reviewer } = await underReview();
  const run = () => runSuiteForReview(reviewer, { submissionId });
  await expect(run()).rejects.toMatchObject(isNotClaimed);
  await claimReview(reviewer, { submissionId });
  const { runId } = await run();
  expect(await database().connectionRun.findUniqueOrThrow({ where: { id: runId } })).toMatchObject({
    ...{ assetId: asset.id, kind: 'MANUAL', status: 'QUEUED', requestedById: reviewer.actor.userId },
  });
  expect((await getReview(reviewer, submissionId)).suite).toMatchObject({ isUnderWay: true });
  await expect(run()).rejects.toMatchObject({ code: 'CONFLICT' });
});
