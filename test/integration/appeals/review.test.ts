import { describe, expect, it } from 'vitest';
import { getAppeal } from '@/lib/appeals/get-appeal';
import { openAppeal } from '@/lib/appeals/open-appeal';
import { claimReview } from '@/lib/appeals/review/claims/claim-review';
import { decideAppeal } from '@/lib/appeals/review/decide-appeal';
import { downloadProofForReview } from '@/lib/appeals/review/download-proof-for-review';
import { getReview } from '@/lib/appeals/review/get-review';
import { giveVerdict } from '@/lib/appeals/review/give-verdict';
import { listReviewQueue } from '@/lib/appeals/review/list-review-queue';
import { submitAppeal } from '@/lib/appeals/submit-appeal';
import { getAssetTimeline } from '@/lib/audit/get-asset-timeline';
import type { Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { withdrawSubmission } from '@/lib/submissions/withdraw-submission';
import { newOrganization, newPlatformPerson } from '../setup/people';
import { submissionWithFindings } from '../setup/rejected-submission';
import { countEvents, decideNow, PICTURE, readStatus, submittedAppeal, WHY } from './appeal-steps';

/** An appeal of two blocking findings under review, and two reviewers. */
async function underReview() {
  const organization = await newOrganization();
  const submission = await submissionWithFindings(organization);
  await submittedAppeal(organization, submission);
  const reviewer = await newPlatformPerson('REVIEWER', organization.clock);
  const other = await newPlatformPerson('REVIEWER', organization.clock);
  const [first = '', second = '', harmless = ''] = submission.findingIds;
  const ids = { submissionId: submission.id };
  await claimReview(reviewer, ids);
  const judge = (context: Context, findingId: string, outcome: 'ACCEPTED' | 'REJECTED') =>
    giveVerdict(context, { ...ids, findingId, outcome, reason: `Looked at it: ${outcome}.` });
  return { organization, submission, reviewer, other, first, second, harmless, ids, judge };
}

describe('a review', () => {
  it('ends approved when every verdict accepts', async () => {
    const { organization, reviewer, ids, judge, first, second } = await underReview();
    await judge(reviewer, first, 'ACCEPTED');
    await expect(decideAppeal(reviewer, ids)).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
    await judge(reviewer, second, 'ACCEPTED');
    expect(await decideNow(reviewer, ids)).toBe('ACCEPTED');
    expect(await readStatus(ids.submissionId)).toMatchObject({ status: 'APPROVED', deadlineAt: null });
    expect(await countEvents(organization)).toMatchObject({
      'appeal.verdictGiven': 2,
      'appeal.decided': 1,
      'submission.approved': 1,
    });
  });

  it('ends rejected when one verdict rejects; the seller reads why, and may ask once more', async () => {
    const { organization, submission, reviewer, ids, judge, first, second } = await underReview();
    await judge(reviewer, first, 'ACCEPTED');
    await judge(reviewer, second, 'REJECTED');
    await decideNow(reviewer, { ...ids, reason: 'The second one is real.' });
    expect((await readStatus(submission.id)).status).toBe('REJECTED');
    const decided = await getAppeal(organization.as('VIEWER'), submission.id);
    expect(decided).toMatchObject({
      state: 'CAN_OPEN',
      decisions: [{ outcome: 'REJECTED', reason: 'The second one is real.', reviewerName: 'reviewer' }],
    });
    expect(decided.line).toMatchObject({ code: 'TO_ANSWER', values: { accepted: 1, toAnswer: 1 } });
    const { verdicts } = decided;
    expect([verdicts.get(first)?.reason, verdicts.get(second)?.reason]).toEqual([
      'Looked at it: ACCEPTED.',
      'Looked at it: REJECTED.',
    ]);

    await openAppeal(organization.as('EDITOR'), ids);
    const again = await getAppeal(organization.as('VIEWER'), submission.id);
    expect(again).toMatchObject({ state: 'EDITABLE', verdicts, proofs: [], progress: { missing: [] } });
    expect(again.assessments.find(({ findingId }) => findingId === first)).toMatchObject({
      explanation: WHY,
    });
  });

  it('allows no third look', async () => {
    const { organization, submission, reviewer, ids, judge, first, second } = await underReview();
    const rejectAll = async () => {
      await claimReview(reviewer, ids);
      for (const findingId of [first, second]) await judge(reviewer, findingId, 'REJECTED');
      await decideNow(reviewer, ids);
    };
    await rejectAll();
    await openAppeal(organization.as('EDITOR'), ids);
    await database().proof.create({
      data: {
        id: crypto.randomUUID(),
        appealId: (await getAppeal(organization.as('VIEWER'), submission.id)).appeal?.id ?? '',
        kind: 'EVIDENCE',
        side: 'SELLER',
        fileName: 'a.txt',
        contentType: 'text/plain',
        size: 1,
        sha256: 'x',
        storageKey: 'x',
        uploadedById: reviewer.actor.userId,
        uploadedAt: organization.clock.now(),
      },
    });
    await submitAppeal(organization.as('EDITOR'), ids);
    await rejectAll();
    await expect(openAppeal(organization.as('EDITOR'), ids)).rejects.toMatchObject({
      code: 'PRECONDITION_FAILED',
    });
    const closed = await getAppeal(organization.as('VIEWER'), submission.id);
    expect(closed).toMatchObject({ state: 'CLOSED', line: { code: 'FINALLY_REJECTED' } });
    expect([...closed.verdicts.values()].every(({ isLastLook }) => isLastLook)).toBe(true);
  });

  it('is decided once when its reviewer asks twice at once', async () => {
    const { organization, reviewer, ids, judge, first, second } = await underReview();
    for (const findingId of [first, second]) await judge(reviewer, findingId, 'ACCEPTED');
    const results = await Promise.allSettled([decideNow(reviewer, ids), decideNow(reviewer, ids)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results).toContainEqual(
      expect.objectContaining({ reason: expect.objectContaining({ code: 'CONFLICT' }) }),
    );
    expect(await countEvents(organization)).toMatchObject({ 'appeal.decided': 1, 'submission.approved': 1 });
  });

  it('tells the timeline of the asset no verdict before the decision, and none of a review that was withdrawn', async () => {
    const { organization, submission, reviewer, ids, judge, first, second } = await underReview();
    const told = async () => {
      const timeline = await getAssetTimeline(organization.as('VIEWER'), submission.assetId);
      return timeline.filter(({ event }) => event === 'appeal.verdictGiven').map(({ after }) => after);
    };
    await judge(reviewer, first, 'REJECTED');
    expect(await told()).toEqual([]);
    await withdrawSubmission(organization.as('EDITOR'), ids.submissionId);
    expect(await told()).toEqual([]);
    organization.clock.advanceMs(1_000);
    await submitAppeal(organization.as('EDITOR'), ids);
    for (const findingId of [first, second]) await judge(reviewer, findingId, 'ACCEPTED');
    expect(await told()).toEqual([]);
    await decideNow(reviewer, ids);
    expect(await told()).toMatchObject([{ outcome: 'ACCEPTED' }, { outcome: 'ACCEPTED' }]);
  });

  it('begins again when the seller withdrew and submitted again', async () => {
    const { organization, reviewer, ids, judge, first, second } = await underReview();
    await judge(reviewer, first, 'REJECTED');
    await withdrawSubmission(organization.as('EDITOR'), ids.submissionId);
    await expect(judge(reviewer, second, 'ACCEPTED')).rejects.toMatchObject({ code: 'CONFLICT' });
    await submitAppeal(organization.as('EDITOR'), ids);
    expect((await getReview(reviewer, ids.submissionId)).verdicts).toEqual([]);
    for (const findingId of [first, second]) await judge(reviewer, findingId, 'ACCEPTED');
    expect(await decideNow(reviewer, ids)).toBe('ACCEPTED');
  });
});

describe('a verdict', () => {
  it('is of the reviewer who holds the review', async () => {
    const { reviewer, other, ids, judge, first } = await underReview();
    await judge(reviewer, first, 'ACCEPTED');
    await expect(judge(other, first, 'REJECTED')).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { message: 'appeals.claimedBy', values: { name: 'reviewer' } },
    });
    const { verdicts } = await getReview(reviewer, ids.submissionId);
    expect(verdicts).toMatchObject([{ findingId: first, outcome: 'ACCEPTED', revision: 1 }]);
  });

  it('can be replaced until the decision, and both rows stay', async () => {
    const { reviewer, ids, judge, first, second } = await underReview();
    await judge(reviewer, first, 'ACCEPTED');
    await judge(reviewer, second, 'ACCEPTED');
    await judge(reviewer, first, 'REJECTED');
    const { verdicts, judgement } = await getReview(reviewer, ids.submissionId);
    expect(verdicts.map(({ findingId, outcome, revision }) => [findingId, outcome, revision])).toEqual([
      [second, 'ACCEPTED', 1],
      [first, 'REJECTED', 2],
    ]);
    expect(judgement).toEqual({ state: 'DECIDED', outcome: 'REJECTED' });
    expect(await database().verdict.count({ where: { findingId: first } })).toBe(2);
    await decideAppeal(reviewer, ids);
    await expect(judge(reviewer, first, 'ACCEPTED')).rejects.toMatchObject({
      details: { message: 'appeals.decisionPending' },
    });
  });

  it('cannot be changed or removed, not even in the database', async () => {
    const { reviewer, judge, first } = await underReview();
    await judge(reviewer, first, 'ACCEPTED');
    await expect(
      database().verdict.updateMany({ where: { findingId: first }, data: { outcome: 'REJECTED' } }),
    ).rejects.toThrow(/append-only/);
    await expect(database().verdict.deleteMany({ where: { findingId: first } })).rejects.toThrow(
      /append-only/,
    );
  });

  it('needs a reason', async () => {
    const { reviewer, ids, first } = await underReview();
    await expect(
      giveVerdict(reviewer, { ...ids, findingId: first, outcome: 'ACCEPTED', reason: '   ' }),
    ).rejects.toMatchObject({
      code: 'VALIDATION',
      details: { fields: [{ field: 'reason' }] },
    });
  });

  it('is about a finding that blocks', async () => {
    const { reviewer, judge, harmless } = await underReview();
    await expect(judge(reviewer, harmless, 'ACCEPTED')).rejects.toMatchObject({
      code: 'PRECONDITION_FAILED',
    });
  });

  it('is not for people of the seller’s organization', async () => {
    const { organization, reviewer, ids, judge, first } = await underReview();
    await database().member.create({
      data: {
        organizationId: organization.id,
        userId: reviewer.actor.userId,
        role: 'VIEWER',
        createdAt: organization.clock.now(),
      },
    });
    const forbidden = { code: 'FORBIDDEN', details: { message: 'appeals.conflictOfInterest' } };
    await expect(judge(reviewer, first, 'ACCEPTED')).rejects.toMatchObject(forbidden);
    await expect(decideAppeal(reviewer, ids)).rejects.toMatchObject(forbidden);
    await expect(getReview(reviewer, ids.submissionId)).rejects.toMatchObject(forbidden);
  });
});

describe('the review desk', () => {
  it('lists what waits with its age, deadline and weight, and shows the bench', async () => {
    const { organization, submission, reviewer, ids, judge, first } = await underReview();
    await judge(reviewer, first, 'ACCEPTED');
    const { rows } = await listReviewQueue(reviewer, { organization: organization.id });
    expect(rows).toMatchObject([{ submissionId: submission.id }]);
    expect(rows[0]).toMatchObject({
      kind: 'APPEAL',
      blocking: 2,
      judged: 1,
      worstScore: 9.1,
      deadlineAt: expect.any(Date),
    });
    const review = await getReview(reviewer, submission.id);
    expect(review).toMatchObject({
      blocker: null,
      judgement: { state: 'OPEN' },
      proofs: [{ fileName: 'log.png' }],
    });
    expect(review.assessments).toHaveLength(2);
    const proof = await downloadProofForReview(reviewer, { ...ids, proofId: review.proofs[0]?.id ?? '' });
    expect(Buffer.from(proof.bytes).equals(Buffer.from(PICTURE))).toBe(true);
  });

  it('decides with a reason what is held without findings', async () => {
    const organization = await newOrganization();
    const reviewer = await newPlatformPerson('REVIEWER', organization.clock);
    for (const [outcome, status] of [
      ['ACCEPTED', 'APPROVED'],
      ['REJECTED', 'REJECTED'],
    ] as const) {
      const { id: submissionId } = await submissionWithFindings(organization, {
        status: 'REVIEWING',
        weights: [],
      });
      expect((await getReview(reviewer, submissionId)).judgement).toEqual({ state: 'FREE' });
      await claimReview(reviewer, { submissionId });
      await expect(decideAppeal(reviewer, { submissionId })).rejects.toMatchObject({
        code: 'VALIDATION',
        details: { fields: [{ field: 'outcome' }, { field: 'reason' }] },
      });
      await decideNow(reviewer, { submissionId, outcome, reason: 'Read the terms of the site.' });
      expect(await readStatus(submissionId)).toMatchObject({ status, deadlineAt: null });
    }
  });
});
