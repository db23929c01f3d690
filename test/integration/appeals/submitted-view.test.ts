import { describe, expect, it } from 'vitest';
import { attachExchange } from '@/lib/appeals/exchanges/attach-exchange';
import { listReviewExchanges } from '@/lib/appeals/exchanges/list-review-exchanges';
import { getAppeal } from '@/lib/appeals/get-appeal';
import { openAppeal } from '@/lib/appeals/open-appeal';
import { removeProof } from '@/lib/appeals/remove-proof';
import { claimReview } from '@/lib/appeals/review/claims/claim-review';
import { downloadProofForReview } from '@/lib/appeals/review/download-proof-for-review';
import { getReview } from '@/lib/appeals/review/get-review';
import { giveVerdict } from '@/lib/appeals/review/give-verdict';
import { submitAppeal } from '@/lib/appeals/submit-appeal';
import { uploadEvidence } from '@/lib/appeals/upload-evidence';
import type { Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { withdrawSubmission } from '@/lib/submissions/withdraw-submission';
import { newOrganization, newPlatformPerson } from '../setup/people';
import { submissionWithFindings } from '../setup/rejected-submission';
import { assess, attach, decideNow, submittedAppeal, WHY } from './appeal-steps';
import { storeRetest } from './memory-steps';

const DRAFT = 'This is still being written and is nobody else’s business.';
const EXCHANGE = {
  request: 'GET / HTTP/1.1\r\nHost: a.example\r\n\r\n',
  response: 'HTTP/1.1 200 OK\r\n\r\nok',
};

/** An appeal of two findings under review, and what its seller may do to it afterwards. */
async function submitted() {
  const organization = await newOrganization();
  const submission = await submissionWithFindings(organization);
  await submittedAppeal(organization, submission);
  const reviewer = await newPlatformPerson('REVIEWER', organization.clock);
  const [first = '', second = ''] = submission.findingIds;
  const ids = { submissionId: submission.id };
  /** Everything that can be changed of an appeal that is not with the reviewers. */
  const workOn = async () => {
    organization.clock.advanceMs(1_000);
    await assess(organization, submission.id, first, { explanation: DRAFT, version: 1 });
    await attachExchange(organization.as('EDITOR'), { ...ids, findingId: first, ...EXCHANGE });
    organization.clock.advanceMs(1_000);
    const bytes = new TextEncoder().encode(DRAFT);
    await uploadEvidence(organization.as('EDITOR'), { ...ids, bytes, fileName: 'draft.txt' });
    await storeRetest(organization, { id: first, scanId: submission.scanId });
  };
  return { organization, submission, reviewer, first, second, ids, workOn };
}

const proofsOf = async (context: Context, submissionId: string) =>
  (await getReview(context, submissionId)).proofs.map(({ fileName }) => fileName);

describe('what a reviewer reads of an appeal', () => {
  it('is what was submitted, whatever its seller does after taking it back', async () => {
    const { organization, submission, reviewer, first, second, ids, workOn } = await submitted();
    await claimReview(reviewer, ids);
    await giveVerdict(reviewer, { ...ids, findingId: second, outcome: 'ACCEPTED', reason: WHY });
    const before = await getReview(reviewer, submission.id);
    await withdrawSubmission(organization.as('EDITOR'), submission.id);
    await workOn();
    const sentProofId = before.proofs[0]?.id ?? '';
    await removeProof(organization.as('EDITOR'), { ...ids, proofId: sentProofId });

    const { assessments, proofs, retests, verdicts, blocker } = await getReview(reviewer, submission.id);
    expect(blocker).toBe('NOT_UNDER_REVIEW');
    expect({ assessments, proofs, retests, verdicts }).toEqual({
      assessments: before.assessments,
      proofs: before.proofs,
      retests: [],
      verdicts: before.verdicts,
    });
    expect(await listReviewExchanges(reviewer, { ...ids, findingId: first })).toEqual([]);
    await downloadProofForReview(reviewer, { ...ids, proofId: sentProofId });
    const drafts = (await getAppeal(organization.as('VIEWER'), submission.id)).proofs;
    expect(drafts.map(({ fileName }) => fileName)).toEqual(['http-1-1.txt', 'draft.txt']);
    for (const { id } of drafts)
      await expect(downloadProofForReview(reviewer, { ...ids, proofId: id })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });

    await submitAppeal(organization.as('EDITOR'), ids);
    const again = await getReview(reviewer, submission.id);
    expect(again.assessments.find(({ findingId }) => findingId === first)?.explanation).toBe(DRAFT);
    expect(again.proofs.map(({ fileName }) => fileName)).toEqual(['http-1-1.txt', 'draft.txt']);
    expect(again.retests).toMatchObject([{ findingId: first }]);
    expect(await listReviewExchanges(reviewer, { ...ids, findingId: first })).toHaveLength(1);
  });

  it('is nothing before it was submitted', async () => {
    const organization = await newOrganization();
    const submission = await submissionWithFindings(organization);
    const [findingId = ''] = submission.findingIds;
    const ids = { submissionId: submission.id };
    await openAppeal(organization.as('EDITOR'), ids);
    await assess(organization, submission.id, findingId, { explanation: DRAFT });
    await attach(organization, submission.id);
    const [proof] = (await getAppeal(organization.as('VIEWER'), submission.id)).proofs;
    const reviewer = await newPlatformPerson('REVIEWER', organization.clock);
    expect(await getReview(reviewer, submission.id)).toMatchObject({
      ...{ appeal: null, assessments: [], proofs: [] },
    });
    await expect(
      downloadProofForReview(reviewer, { ...ids, proofId: proof?.id ?? '' }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is the first look until the second one was submitted', async () => {
    const { organization, submission, reviewer, first, second, ids, workOn } = await submitted();
    await claimReview(reviewer, ids);
    for (const findingId of [first, second])
      await giveVerdict(reviewer, { ...ids, findingId, outcome: 'REJECTED', reason: WHY });
    organization.clock.advanceMs(1_000);
    await decideNow(reviewer, ids);
    const decided = await getReview(reviewer, submission.id);
    await openAppeal(organization.as('EDITOR'), ids);
    await workOn();
    const { appeal, assessments, proofs, verdicts, retests } = await getReview(reviewer, submission.id);
    expect({ appeal, assessments, proofs, verdicts, retests }).toEqual({
      appeal: decided.appeal,
      assessments: decided.assessments,
      proofs: decided.proofs,
      verdicts: decided.verdicts,
      retests: [],
    });
    await submitAppeal(organization.as('EDITOR'), ids);
    expect(await proofsOf(reviewer, submission.id)).toEqual(['http-1-1.txt', 'draft.txt']);
  });

  it('is not what is a draft, or being scanned', async () => {
    const { submission, reviewer } = await submitted();
    for (const status of ['DRAFT', 'SCANNING'] as const) {
      await database().submission.update({ where: { id: submission.id }, data: { status } });
      await expect(getReview(reviewer, submission.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
  });

  it('cannot be changed, not even in the database', async () => {
    const { submission } = await submitted();
    const where = { appeal: { submissionId: submission.id } };
    await expect(
      database().submittedAssessment.updateMany({ where, data: { explanation: DRAFT } }),
    ).rejects.toThrow(/append-only/);
    await expect(database().submittedProof.deleteMany({ where })).rejects.toThrow(/append-only/);
  });
});
