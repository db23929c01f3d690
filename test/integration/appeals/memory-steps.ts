import { openAppeal } from '@/lib/appeals/open-appeal';
import { claimReview } from '@/lib/appeals/review/claims/claim-review';
import { giveVerdict } from '@/lib/appeals/review/give-verdict';
import { submitAppeal } from '@/lib/appeals/submit-appeal';
import type { Context } from '@/lib/auth/actor';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import { modifyAsset } from '@/lib/submissions/modify-asset';
import { newPlatformPerson, type TestOrganization } from '../setup/people';
import type { TestScanEnd } from '../setup/ready-asset';
import { endReview, readSubmissions, submitted } from '../submissions/submission-rows';
import { assess, attach, decideNow, WHY } from './appeal-steps';

/** Sends the asset, once more where it was decided, and ends its scans. @returns the submission's id and status */
export async function sendAgain(organization: TestOrganization, assetId: string, end: TestScanEnd) {
  organization.clock.advanceMs(1_000);
  if ((await readSubmissions(assetId)).length > 0) await modifyAsset(organization.as('EDITOR'), assetId);
  organization.clock.advanceMs(1_000);
  const id = await submitted(organization, assetId);
  await endReview(organization, id, end);
  const { status } = await database().submission.findUniqueOrThrow({ where: { id } });
  return { id, status };
}

export const findingsOf = (submissionId: string) =>
  database().finding.findMany({ where: { scan: { submissionId } }, orderBy: { number: 'asc' } });

type Decision = {
  outcome?: 'ACCEPTED' | 'REJECTED';
  conclusion?: string;
  reference?: string;
  /** More of the conclusion. */
  over?: object;
  terms?: object;
};

/** Answers what was rejected and has it decided. @param only of these numbers of the report; all without */
export async function appealAndDecide(
  organization: TestOrganization,
  submissionId: string,
  {
    outcome = 'ACCEPTED',
    conclusion = 'FALSE_POSITIVE',
    reference = '',
    over = {},
    terms = {},
  }: Decision = {},
  only?: readonly number[],
): Promise<Context> {
  organization.clock.advanceMs(1_000);
  await openAppeal(organization.as('EDITOR'), { submissionId });
  const findings = (await findingsOf(submissionId)).filter(({ number }) => only?.includes(number) ?? true);
  for (const { id } of findings)
    await assess(organization, submissionId, id, { conclusion, reference, ...over });
  if (conclusion === 'FIXED') for (const finding of findings) await storeRetest(organization, finding);
  await attach(organization, submissionId);
  await submitAppeal(organization.as('EDITOR'), { submissionId });
  const reviewer = await newPlatformPerson('REVIEWER', organization.clock);
  await claimReview(reviewer, { submissionId });
  for (const { id } of findings)
    await giveVerdict(reviewer, { submissionId, findingId: id, outcome, reason: WHY });
  organization.clock.advanceMs(1_000);
  await decideNow(reviewer, { submissionId, ...terms });
  return reviewer;
}

/** A re-test that found the flaw gone, straight in the rows. */
export async function storeRetest(
  { id: organizationId, clock }: TestOrganization,
  { id: findingId, scanId }: { id: string; scanId: string },
): Promise<void> {
  await database().retestResult.create({
    data: { id: newId(), retestId: scanId, findingId, organizationId, state: 'GONE', at: clock.now() },
  });
}
