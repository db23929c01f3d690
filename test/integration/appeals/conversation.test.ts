import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { getConversation } from '@/lib/appeals/conversation/get-conversation';
import { getReviewConversation } from '@/lib/appeals/conversation/get-review-conversation';
import { postComment } from '@/lib/appeals/conversation/post-comment';
import { postReviewComment } from '@/lib/appeals/conversation/post-review-comment';
import { getFileUsage } from '@/lib/appeals/files/get-file-usage';
import { getAppeal } from '@/lib/appeals/get-appeal';
import { removeProof } from '@/lib/appeals/remove-proof';
import { claimReview } from '@/lib/appeals/review/claims/claim-review';
import { getReview } from '@/lib/appeals/review/get-review';
import { giveVerdict } from '@/lib/appeals/review/give-verdict';
import { listReviewQueue } from '@/lib/appeals/review/list-review-queue';
import { threadEntries } from '@/lib/appeals/rules/conversation';
import { submitAppeal } from '@/lib/appeals/submit-appeal';
import { uploadEvidence } from '@/lib/appeals/upload-evidence';
import { reviewCalendar } from '@/lib/config/review-calendar';
import { keptWorkingDays } from '@/lib/core/working-days';
import { database } from '@/lib/db/client';
import { withdrawSubmission } from '@/lib/submissions/withdraw-submission';
import { makePng } from '../../fixtures/pictures';
import { newOrganization, newPlatformPerson } from '../setup/people';
import { submissionWithFindings } from '../setup/rejected-submission';
import { countEvents, decideNow, PICTURE, submittedAppeal } from './appeal-steps';

const DAY_MS = 86_400_000;

/** An appeal under review, with short ways to ask, reply and look. */
async function underReview() {
  const organization = await newOrganization();
  const submission = await submissionWithFindings(organization);
  await submittedAppeal(organization, submission);
  const reviewer = await newPlatformPerson('REVIEWER', organization.clock);
  const [first = '', second = ''] = submission.findingIds;
  const ids = { submissionId: submission.id };
  const ask = (findingId: string | null, over: object = {}) =>
    postReviewComment(reviewer, {
      ...ids,
      findingId,
      language: 'en',
      text: 'Where is the log?',
      isQuestion: true,
      ...over,
    });
  const reply = (findingId: string | null, over: object = {}) =>
    postComment(organization.as('EDITOR'), {
      ...ids,
      findingId,
      language: 'zh-CN',
      text: '日志见附件。',
      ...over,
    });
  const clock = () =>
    database().submission.findUniqueOrThrow({
      where: { id: submission.id },
      select: { status: true, statusSince: true, deadlineAt: true, pausedAt: true },
    });
  const thread = async (findingId: string | null) =>
    threadEntries(await getConversation(organization.as('VIEWER'), submission.id), findingId);
  return { organization, submission, reviewer, first, second, ids, ask, reply, clock, thread };
}

describe('a question', () => {
  it('makes it the seller’s turn: the clock is paused until the reply, and the deadline moves by the pause', async () => {
    const { organization, submission, first, ask, reply, clock, thread } = await underReview();
    const before = await clock();
    expect(before.deadlineAt?.toISOString()).toBe('2026-03-05T10:00:00.000Z');
    await ask(first);
    const asked = await clock();
    expect(asked).toMatchObject({ ...before, pausedAt: organization.clock.now() });
    expect((await getAppeal(organization.as('VIEWER'), submission.id)).line).toMatchObject({
      code: 'QUESTIONED',
      turn: 'seller',
      deadlineAt: null,
      pausedAt: asked.pausedAt,
    });

    organization.clock.advanceMs(2 * DAY_MS);
    await reply(first, { otherText: 'The log is attached.' });
    // Three working days were left on Monday, so three are left on Wednesday: Thursday, Friday, Monday.
    expect(await clock()).toMatchObject({
      status: 'REVIEWING',
      statusSince: before.statusSince,
      pausedAt: null,
      deadlineAt: new Date('2026-03-09T10:00:00Z'),
    });
    expect(await thread(first)).toMatchObject([
      { kind: 'QUESTION', side: 'REVIEWER', authorName: 'reviewer', language: 'en' },
      { kind: 'REPLY', side: 'SELLER', language: 'zh-CN', otherText: 'The log is attached.' },
    ]);
    expect(await thread(null)).toEqual([]);
    expect(await countEvents(organization)).toMatchObject({
      'appeal.commented': 2,
      'submission.asked': 1,
      'submission.replied': 1,
    });
  });

  it('waits until the last of several has its reply', async () => {
    const { organization, first, second, ask, reply, clock } = await underReview();
    await ask(first);
    organization.clock.advanceMs(1_000);
    await ask(second);
    await ask(null);
    await reply(second);
    await reply(null);
    expect((await clock()).pausedAt).not.toBeNull();
    await reply(first);
    expect((await clock()).pausedAt).toBeNull();
    expect(await countEvents(organization)).toMatchObject({ 'submission.asked': 1, 'submission.replied': 1 });
  });

  it('pauses once when two reviewers ask at the same moment', async () => {
    const { organization, ids, first, second, ask } = await underReview();
    const other = await newPlatformPerson('REVIEWER', organization.clock);
    const question = { ...ids, findingId: second, language: 'en', text: 'And this?', isQuestion: true };
    await Promise.all([ask(first), postReviewComment(other, question)]);
    expect(await countEvents(organization)).toMatchObject({ 'submission.asked': 1, 'appeal.commented': 2 });
  });

  it('leaves the request in the queue without a deadline, with what the pause keeps, and after all that run', async () => {
    const { organization, reviewer, first, ids, ask, reply } = await underReview();
    const running = await submissionWithFindings(organization, { status: 'REVIEWING' });
    await database().submission.update({
      where: { id: running.id },
      data: { deadlineAt: new Date('2026-12-31T10:00:00Z') },
    });
    const list = async (query: object = {}) =>
      (await listReviewQueue(reviewer, { organization: organization.id, ...query })).rows;
    expect(await list()).toMatchObject([{ ...ids, keptDays: null, pausedAt: null }, {}]);
    await ask(first);
    for (const direction of ['asc', 'desc'])
      expect(await list({ direction }), direction).toMatchObject([
        { submissionId: running.id },
        { ...ids, deadlineAt: null, pausedAt: organization.clock.now(), keptDays: 3 },
      ]);
    await reply(first);
    expect(await list()).toMatchObject([{ ...ids, keptDays: null, deadlineAt: expect.any(Date) }, {}]);
  });

  it('keeps in the queue as many days as the reply will give, over weekends and holidays', async () => {
    const organization = await newOrganization();
    const { id } = await submissionWithFindings(organization, { status: 'REVIEWING' });
    const reviewer = await newPlatformPerson('REVIEWER', organization.clock);
    const read = async (pausedAt: Date, deadlineAt: Date) => {
      await database().submission.update({ where: { id }, data: { pausedAt, deadlineAt } });
      return (await listReviewQueue(reviewer, { organization: organization.id })).rows[0]?.keptDays;
    };
    const instant = fc.date({
      min: new Date('2026-02-10T00:00:00Z'),
      max: new Date('2026-03-02T00:00:00Z'),
      noInvalidDate: true,
    });
    await fc.assert(
      fc.asyncProperty(instant, instant, async (pausedAt, deadlineAt) => {
        expect(await read(pausedAt, deadlineAt)).toBe(
          keptWorkingDays({ pausedAt, deadlineAt }, reviewCalendar()),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('ends with the review, also when the seller withdraws', async () => {
    const { organization, ids, first, ask, reply, clock } = await underReview();
    await ask(first);
    await withdrawSubmission(organization.as('EDITOR'), ids.submissionId);
    expect(await clock()).toMatchObject({ status: 'REJECTED', pausedAt: null, deadlineAt: null });
    await expect(reply(first)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('is put by reviewers alone, and not by people of the seller’s organization', async () => {
    const { organization, reviewer, ids, first, ask } = await underReview();
    const comment = { ...ids, findingId: first, language: 'en', text: 'Why?', isQuestion: true };
    await expect(postReviewComment(organization.as('OWNER'), comment)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await database().member.create({
      data: {
        organizationId: organization.id,
        userId: reviewer.actor.userId,
        role: 'VIEWER',
        createdAt: organization.clock.now(),
      },
    });
    await expect(ask(first)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('a file of a reviewer', () => {
  const file = { fileName: 'screen.png', bytes: makePng() };

  it('is in the conversation, and no proof of the seller’s after a withdrawal', async () => {
    const { organization, submission, ids, ask, reviewer } = await underReview();
    await ask(null, { file });
    const seen = await getAppeal(organization.as('VIEWER'), submission.id);
    expect(seen.proofs).toMatchObject([{ fileName: 'log.png' }]);
    expect((await getReview(reviewer, submission.id)).proofs).toEqual(seen.proofs);
    await withdrawSubmission(organization.as('EDITOR'), ids.submissionId);
    await removeProof(organization.as('EDITOR'), { ...ids, proofId: seen.proofs[0]?.id });
    const appeal = await getAppeal(organization.as('VIEWER'), submission.id);
    expect([appeal.proofs, appeal.blockers]).toEqual([[], [{ code: 'PROOF_MISSING', count: 0 }]]);
    await expect(submitAppeal(organization.as('EDITOR'), ids)).rejects.toMatchObject({
      code: 'PRECONDITION_FAILED',
    });
    // The seller may send the very bytes that the reviewer showed: then they are the seller's too.
    await uploadEvidence(organization.as('EDITOR'), { ...ids, ...file });
    expect((await getAppeal(organization.as('VIEWER'), submission.id)).blockers).toEqual([]);
  });

  it('takes nothing of the seller’s room, and is not the seller’s to remove', async () => {
    const { organization, submission, ids, ask } = await underReview();
    const before = await getFileUsage(organization.as('VIEWER'));
    await ask(null, { file });
    expect(await getFileUsage(organization.as('VIEWER'))).toEqual(before);
    await withdrawSubmission(organization.as('EDITOR'), ids.submissionId);
    const { id: proofId } = await database().proof.findFirstOrThrow({
      where: { appeal: { submissionId: submission.id }, side: 'REVIEWER' },
    });
    await expect(removeProof(organization.as('EDITOR'), { ...ids, proofId })).rejects.toMatchObject({
      code: 'PRECONDITION_FAILED',
    });
  });
});

describe('a comment', () => {
  it('changes nothing of the clock, and both sides may write while the review goes on', async () => {
    const { first, ask, reply, clock, thread } = await underReview();
    const before = await clock();
    await reply(first);
    await ask(first, { isQuestion: false });
    expect(await clock()).toEqual(before);
    expect((await thread(first)).map((entry) => entry.entry === 'comment' && entry.kind)).toEqual([
      'PLAIN',
      'PLAIN',
    ]);
  });

  it('cannot be changed or removed, not even in the database', async () => {
    const { submission, reply } = await underReview();
    await reply(null);
    const where = { submissionId: submission.id };
    await expect(database().comment.updateMany({ where, data: { text: 'x' } })).rejects.toThrow(
      /append-only/,
    );
    await expect(database().comment.deleteMany({ where })).rejects.toThrow(/append-only/);
  });

  it('keeps its file, which cannot be removed afterwards', async () => {
    const { organization, ids, first, reply, thread } = await underReview();
    const bytes = makePng('another');
    await reply(first, { file: { fileName: '../screen.png', bytes } });
    const [entry] = await thread(first);
    const proof = entry?.entry === 'comment' ? entry.proof : null;
    expect(proof).toMatchObject({ fileName: 'screen.png', contentType: 'image/png' });
    await withdrawSubmission(organization.as('EDITOR'), ids.submissionId);
    await expect(
      removeProof(organization.as('EDITOR'), { ...ids, proofId: proof?.id }),
    ).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
  });

  it('refuses a file that is a page, and an empty text', async () => {
    const { first, reply } = await underReview();
    const file = { fileName: 'a.png', bytes: new TextEncoder().encode('<script>alert(1)</script>') };
    await expect(reply(first, { file })).rejects.toMatchObject({ code: 'VALIDATION' });
    await expect(reply(first, { text: ' \n ' })).rejects.toMatchObject({ code: 'VALIDATION' });
  });

  it('names people for the inbox', async () => {
    const { organization, submission, first, ask } = await underReview();
    await ask(first, { text: '@editor, where is it? Not @nobody.' });
    const row = await database().comment.findFirstOrThrow({ where: { submissionId: submission.id } });
    expect(row.mentionedIds).toEqual([organization.as('EDITOR').actor.userId]);
  });

  it('is not for viewers, other organizations or findings of other requests', async () => {
    const { organization, ids, first, reply } = await underReview();
    const other = await newOrganization();
    const theirs = await submissionWithFindings(other);
    const comment = { ...ids, findingId: first, language: 'en', text: 'Hello.' };
    await expect(postComment(organization.as('VIEWER'), comment)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(postComment(other.as('OWNER'), comment)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(getConversation(other.as('OWNER'), ids.submissionId)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(reply(theirs.findingIds[0] ?? '')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

it('shows verdicts to the seller after the decision, and to reviewers at once', async () => {
  const { organization, reviewer, ids, first, second, thread } = await underReview();
  const judge = (findingId: string) =>
    giveVerdict(reviewer, { ...ids, findingId, outcome: 'REJECTED', reason: 'It is real.' });
  await claimReview(reviewer, ids);
  await judge(first);
  expect(await thread(first)).toEqual([]);
  const seen = await getReviewConversation(reviewer, ids.submissionId);
  expect(threadEntries(seen, first)).toMatchObject([{ entry: 'verdict', outcome: 'REJECTED' }]);
  await judge(second);
  organization.clock.advanceMs(1_000);
  await decideNow(reviewer, ids);
  expect(await thread(first)).toMatchObject([{ entry: 'verdict', reason: 'It is real.' }]);
  expect(await thread(null)).toMatchObject([{ entry: 'decision', outcome: 'REJECTED' }]);
});

it('goes on about a request that is held without an appeal', async () => {
  const organization = await newOrganization();
  const reviewer = await newPlatformPerson('REVIEWER', organization.clock);
  const { id: submissionId } = await submissionWithFindings(organization, {
    status: 'REVIEWING',
    weights: [],
  });
  const words = { submissionId, findingId: null, language: 'en', text: 'Which terms apply?' };
  await postReviewComment(reviewer, { ...words, isQuestion: true });
  await expect(
    postComment(organization.as('EDITOR'), { ...words, file: { fileName: 'a.png', bytes: PICTURE } }),
  ).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
  await postComment(organization.as('EDITOR'), words);
  const { comments } = await getConversation(organization.as('VIEWER'), submissionId);
  expect(comments.map(({ kind }) => kind)).toEqual(['QUESTION', 'REPLY']);
});
