import { afterEach, describe, expect, it, vi } from 'vitest';
import { getAppeal } from '@/lib/appeals/get-appeal';
import { openAppeal } from '@/lib/appeals/open-appeal';
import { assignReview } from '@/lib/appeals/review/claims/assign-review';
import { claimReview } from '@/lib/appeals/review/claims/claim-review';
import { releaseReview } from '@/lib/appeals/review/claims/release-review';
import { decideAppeal } from '@/lib/appeals/review/decide-appeal';
import { getReview } from '@/lib/appeals/review/get-review';
import { getReviewLoad } from '@/lib/appeals/review/get-review-load';
import { giveVerdict } from '@/lib/appeals/review/give-verdict';
import { listReviewQueue } from '@/lib/appeals/review/list-review-queue';
import type { QueueRow } from '@/lib/appeals/review/queue-store';
import { recoverDecisions } from '@/lib/appeals/review/recover-decisions';
import { undoDecision } from '@/lib/appeals/review/undo-decision';
import { LOAD_WEEKS } from '@/lib/appeals/rules/review-load';
import { submitAppeal } from '@/lib/appeals/submit-appeal';
import { type Context, systemContext } from '@/lib/auth/actor';
import { UNDO_SECONDS } from '@/lib/core/policy';
import { database } from '@/lib/db/client';
import type { Confidence, Severity } from '@/lib/findings/rules/finding';
import { withdrawSubmission } from '@/lib/submissions/withdraw-submission';
import { newOrganization, newPlatformPerson } from '../setup/people';
import { recordStatements } from '../setup/record-statements';
import { submissionWithFindings } from '../setup/rejected-submission';
import {
  applyDecisionNow,
  assess,
  attach,
  countEvents,
  decideNow,
  endLease,
  readStatus,
} from './appeal-steps';

afterEach(() => vi.restoreAllMocks());

type Weight = { severity: Severity; confidence: Confidence };
const weights = (blocking: number): Weight[] =>
  Array.from({ length: blocking }, () => ({ severity: 'HIGH', confidence: 'CONFIRMED' }));

/** An appeal of so many blocking findings under review, and two reviewers who have not claimed it. */
async function underReview(blocking = 2) {
  const organization = await newOrganization();
  const submission = await submissionWithFindings(organization, { weights: weights(blocking) });
  const ids = { submissionId: submission.id };
  await openAppeal(organization.as('EDITOR'), ids);
  for (const findingId of submission.findingIds) await assess(organization, submission.id, findingId);
  await attach(organization, submission.id);
  await submitAppeal(organization.as('EDITOR'), ids);
  const reviewer = await newPlatformPerson('REVIEWER', organization.clock);
  const other = await newPlatformPerson('REVIEWER', organization.clock);
  const judge = (context: Context, findingId = '', over: object = {}, isTwoPersonRuleOn = false) =>
    giveVerdict(
      context,
      { ...ids, findingId, outcome: 'ACCEPTED', reason: 'Looked at it twice.', ...over },
      isTwoPersonRuleOn,
    );
  return { organization, submission, ids, reviewer, other, judge, findingIds: submission.findingIds };
}

const isHeldBy = { code: 'CONFLICT', details: { message: 'appeals.claimedBy' } };

describe('a claim', () => {
  it('is of one of two reviewers who ask at once', async () => {
    const { reviewer, other, ids } = await underReview();
    const results = await Promise.allSettled([claimReview(reviewer, ids), claimReview(other, ids)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: isHeldBy });
    const [seen, theirs] = [
      await getReview(reviewer, ids.submissionId),
      await getReview(other, ids.submissionId),
    ];
    expect([seen.claim?.isYours, theirs.claim?.isYours].sort()).toEqual([false, true]);
    expect([seen.blocker, theirs.blocker].sort()).toEqual(['CLAIMED', null]);
  });

  it('is needed for a verdict and a decision', async () => {
    const { reviewer, ids, judge, findingIds } = await underReview();
    const isMissing = { code: 'PRECONDITION_FAILED', details: { message: 'appeals.notClaimed' } };
    await expect(judge(reviewer, findingIds[0])).rejects.toMatchObject(isMissing);
    await expect(decideAppeal(reviewer, ids)).rejects.toMatchObject(isMissing);
    expect((await getReview(reviewer, ids.submissionId)).blocker).toBe('NOT_CLAIMED');
  });

  it('can be taken over when its lease has ended; the first reviewer judges no more', async () => {
    const { reviewer, other, ids, judge, findingIds } = await underReview();
    await claimReview(reviewer, ids);
    await judge(reviewer, findingIds[0]);
    await expect(claimReview(other, ids)).rejects.toMatchObject(isHeldBy);
    await endLease(ids.submissionId);
    const results = await Promise.allSettled([claimReview(other, ids), judge(other, findingIds[1])]);
    expect(results[0]?.status).toBe('fulfilled');
    await judge(other, findingIds[1]);
    await expect(judge(reviewer, findingIds[1])).rejects.toMatchObject(isHeldBy);
    expect((await getReview(other, ids.submissionId)).verdicts).toHaveLength(2);
  });

  it('whose lease ended while its reviewer wrote is theirs again, as nobody took it', async () => {
    const { reviewer, other, ids, judge, findingIds } = await underReview();
    await claimReview(reviewer, ids);
    await endLease(ids.submissionId);
    await judge(reviewer, findingIds[0]);
    await expect(claimReview(other, ids)).rejects.toMatchObject(isHeldBy);
    await endLease(ids.submissionId);
    const results = await Promise.allSettled([claimReview(other, ids), judge(reviewer, findingIds[1])]);
    const failed = results.filter(({ status }) => status === 'rejected');
    expect(failed).toMatchObject([{ reason: isHeldBy }]);
  });

  it('lasts longer with each verdict', async () => {
    const { reviewer, ids, judge, findingIds } = await underReview();
    await claimReview(reviewer, ids);
    const read = () =>
      database().reviewClaim.findUniqueOrThrow({ where: { submissionId: ids.submissionId } });
    const before = await read();
    await database().$executeRaw`UPDATE "ReviewClaim" SET "leaseUntil" = "leaseUntil" - interval '20 minutes'
      WHERE "submissionId" = ${ids.submissionId}::uuid`;
    await judge(reviewer, findingIds[0]);
    const after = await read();
    expect(after.leaseUntil.getTime()).toBeGreaterThanOrEqual(before.leaseUntil.getTime());
    expect(after.claimedAt).toEqual(before.claimedAt);
  });

  it('is given back by its holder alone, and handed to a reviewer who may judge', async () => {
    const { organization, reviewer, other, ids, judge, findingIds } = await underReview();
    await claimReview(reviewer, ids);
    await expect(releaseReview(other, ids)).rejects.toMatchObject(isHeldBy);
    const toOther = { ...ids, reviewerId: other.actor.userId };
    await expect(assignReview(other, toOther)).rejects.toMatchObject(isHeldBy);
    const toSeller = { ...ids, reviewerId: organization.as('OWNER').actor.userId };
    await expect(assignReview(reviewer, toSeller)).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
    await assignReview(reviewer, toOther);
    await expect(judge(reviewer, findingIds[0])).rejects.toMatchObject(isHeldBy);
    await judge(other, findingIds[0]);
    await releaseReview(other, ids);
    await claimReview(reviewer, ids);
    // The seller's own audit does not tell who works at it.
    expect(
      Object.keys(await countEvents(organization)).filter((event) => event.startsWith('review.')),
    ).toEqual([]);
  });

  it('is not for people of the seller’s organization, nor handed to them', async () => {
    const { organization, reviewer, other, ids } = await underReview();
    await database().member.create({
      data: {
        ...{ organizationId: organization.id, userId: other.actor.userId },
        ...{ role: 'VIEWER', createdAt: organization.clock.now() },
      },
    });
    await expect(claimReview(other, ids)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(assignReview(reviewer, { ...ids, reviewerId: other.actor.userId })).rejects.toMatchObject({
      code: 'PRECONDITION_FAILED',
    });
  });
});

describe('a verdict on alike findings', () => {
  it('is given on as many as were shown, once each, and leads to the next open one', async () => {
    const { reviewer, ids, judge, findingIds } = await underReview(4);
    await claimReview(reviewer, ids);
    expect(await judge(reviewer, findingIds[0])).toEqual({ nextId: findingIds[1] });
    await expect(judge(reviewer, findingIds[1], { alike: 3 })).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { message: 'appeals.alikeChanged', values: { count: 2 } },
    });
    expect(await judge(reviewer, findingIds[1], { alike: 2, outcome: 'REJECTED' })).toEqual({ nextId: null });
    const { verdicts, judgement } = await getReview(reviewer, ids.submissionId);
    const given = new Map(verdicts.map(({ findingId, outcome }) => [findingId, outcome]));
    expect(findingIds.map((id) => given.get(id))).toEqual(['ACCEPTED', 'REJECTED', 'REJECTED', 'REJECTED']);
    expect(judgement).toEqual({ state: 'DECIDED', outcome: 'REJECTED' });
  });

  it('that needs more leaves the finding open', async () => {
    const { reviewer, ids, judge, findingIds } = await underReview();
    await claimReview(reviewer, ids);
    await judge(reviewer, findingIds[0], { outcome: 'NEED_MORE' });
    expect(await judge(reviewer, findingIds[1])).toEqual({ nextId: findingIds[0] });
    await expect(decideAppeal(reviewer, ids)).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
    const { rows } = await listReviewQueue(reviewer, { waitingOn: 'SELLER', q: '' });
    expect(rows.every(({ waitingOn }) => waitingOn === 'SELLER')).toBe(true);
  });
});

describe('the rule of two persons', () => {
  it('needs a second reviewer to accept what is critical, and one of them to reject it', async () => {
    const { reviewer, other, ids, judge, findingIds } = await underReview(1);
    const decide = (context: Context) => decideAppeal(context, ids, true);
    await claimReview(reviewer, ids);
    await judge(reviewer, findingIds[0], {}, true);
    await judge(reviewer, findingIds[0], {}, true);
    await expect(decide(reviewer)).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
    const queued = await listReviewQueue(other, { organization: (await rowOf(ids)).organizationId }, true);
    expect(queued.rows).toMatchObject([{ waitingOn: 'SECOND', judged: 1 }]);
    await assignReview(reviewer, { ...ids, reviewerId: other.actor.userId });
    await judge(other, findingIds[0], {}, true);
    expect(await decide(other)).toMatchObject({ outcome: 'ACCEPTED' });
  });
});

const rowOf = ({ submissionId }: { submissionId: string }) =>
  database().submission.findUniqueOrThrow({ where: { id: submissionId } });

describe('a decision', () => {
  async function decided() {
    const made = await underReview(1);
    await claimReview(made.reviewer, made.ids);
    await made.judge(made.reviewer, made.findingIds[0]);
    const { decisionId } = await decideAppeal(made.reviewer, made.ids);
    return { ...made, decisionId };
  }

  it('takes effect after the time to undo it, and not before', async () => {
    const { organization, reviewer, ids, decisionId } = await decided();
    const [job] = await database().$queryRaw<{ run_at: Date }[]>`
      SELECT j.run_at FROM graphile_worker._private_jobs j WHERE j.payload->>'decisionId' = ${decisionId}`;
    expect(job?.run_at).toEqual(new Date(organization.clock.now().getTime() + UNDO_SECONDS * 1_000));
    expect(await readStatus(ids.submissionId)).toMatchObject({ status: 'REVIEWING' });
    expect(await getReview(reviewer, ids.submissionId)).toMatchObject({
      blocker: 'DECISION_PENDING',
      pending: { id: decisionId, isYours: true },
      decisions: [],
    });
    const seller = await getAppeal(organization.as('VIEWER'), ids.submissionId);
    expect([seller.decisions, [...seller.verdicts]]).toEqual([[], []]);
    for (let again = 0; again < 2; again++) await applyDecisionNow(reviewer, decisionId);
    expect(await readStatus(ids.submissionId)).toMatchObject({ status: 'APPROVED' });
    expect(await countEvents(organization)).toMatchObject({ 'appeal.decided': 1, 'submission.approved': 1 });
    const { decidedById } = await database().appeal.findFirstOrThrow({ where: ids });
    expect(decidedById).toBe(reviewer.actor.userId);
  });

  it('can be undone by who made it; verdicts can then be changed, and both rows stay', async () => {
    const { reviewer, other, ids, judge, findingIds, decisionId } = await decided();
    const isTooLate = { code: 'CONFLICT', details: { message: 'appeals.tooLateToUndo' } };
    await expect(undoDecision(other, { decisionId })).rejects.toMatchObject(isTooLate);
    await undoDecision(reviewer, { decisionId });
    await applyDecisionNow(reviewer, decisionId);
    expect(await readStatus(ids.submissionId)).toMatchObject({ status: 'REVIEWING' });
    expect((await getReview(reviewer, ids.submissionId)).blocker).toBeNull();
    await judge(reviewer, findingIds[0], { outcome: 'REJECTED' });
    expect(await decideNow(reviewer, ids)).toBe('REJECTED');
    expect(await database().reviewDecision.count({ where: ids })).toBe(2);
    await expect(undoDecision(reviewer, { decisionId })).rejects.toMatchObject(isTooLate);
    await expect(
      database().decisionEnd.updateMany({ where: { decisionId }, data: { kind: 'APPLIED' } }),
    ).rejects.toThrow(/append-only/);
  });

  it('either takes effect or is undone, when both come at once', async () => {
    const { reviewer, ids, decisionId } = await decided();
    const [undone] = await Promise.allSettled([
      undoDecision(reviewer, { decisionId }),
      applyDecisionNow(reviewer, decisionId),
    ]);
    const ends = await database().decisionEnd.findMany({ where: { decisionId } });
    const { status } = await readStatus(ids.submissionId);
    expect([ends.map(({ kind }) => kind), status]).toEqual(
      undone.status === 'fulfilled' ? [['UNDONE'], 'REVIEWING'] : [['APPLIED'], 'APPROVED'],
    );
  });

  it('gets another job when its own was given up, and no second one while that waits', async () => {
    const { reviewer, ids, decisionId } = await decided();
    const recover = () => recoverDecisions(systemContext('worker', reviewer.clock), 15_000);
    const jobs = () => database().$queryRaw<{ run_at: Date }[]>`
      SELECT j.run_at FROM graphile_worker._private_jobs j WHERE j.payload->>'decisionId' = ${decisionId}`;
    const [before] = await jobs();
    await recover();
    expect(await jobs()).toHaveLength(1);
    await database().$executeRaw`
      DELETE FROM graphile_worker._private_jobs j WHERE j.payload->>'decisionId' = ${decisionId}`;
    await recover();
    await recover();
    expect(await jobs()).toEqual([before]);
    await undoDecision(reviewer, { decisionId });
    await database().$executeRaw`
      DELETE FROM graphile_worker._private_jobs j WHERE j.payload->>'decisionId' = ${decisionId}`;
    await recover();
    expect(await jobs()).toEqual([]);
    expect((await getReview(reviewer, ids.submissionId)).pending).toBeNull();
  });

  it('has no effect on a request that was withdrawn, nor on what was submitted again', async () => {
    const { organization, reviewer, ids, decisionId } = await decided();
    await withdrawSubmission(organization.as('EDITOR'), ids.submissionId);
    await submitAppeal(organization.as('EDITOR'), ids);
    await applyDecisionNow(reviewer, decisionId);
    expect(await readStatus(ids.submissionId)).toMatchObject({ status: 'REVIEWING' });
    expect(await database().decisionEnd.findMany({ where: { decisionId } })).toMatchObject([
      { kind: 'OVERTAKEN' },
    ]);
    expect((await getReview(reviewer, ids.submissionId)).decisions).toEqual([]);
  });
});

describe('the queue', () => {
  it('says who holds a review and whom it waits for, and finds by it', async () => {
    const { organization, reviewer, other, ids } = await underReview();
    const find = async (context: Context, query: object = {}) =>
      (await listReviewQueue(context, { organization: organization.id, ...query })).rows;
    expect(await find(reviewer)).toMatchObject([{ claimedBy: null, isMine: false, waitingOn: 'NOBODY' }]);
    await claimReview(reviewer, ids);
    expect(await find(reviewer)).toMatchObject([
      { claimedBy: 'reviewer', isMine: true, waitingOn: 'REVIEWER' },
    ]);
    expect(await find(other, { claimed: 'OTHERS' })).toHaveLength(1);
    for (const query of [
      { claimed: 'FREE' },
      { claimed: 'MINE' },
      { waitingOn: 'NOBODY' },
      { severity: 'NONE' },
    ])
      expect(await find(other, query), JSON.stringify(query)).toEqual([]);
    expect(await find(reviewer, { claimed: 'MINE', severity: 'CRITICAL', q: 'ORGANIZATION' })).toHaveLength(
      1,
    );
    expect(await find(reviewer, { q: '%' })).toEqual([]);
    await endLease(ids.submissionId);
    expect(await find(other, { claimed: 'FREE' })).toMatchObject([{ claimedBy: null, waitingOn: 'NOBODY' }]);
  });

  it('counts unknown words of the address as not said', async () => {
    const { reviewer } = await underReview();
    const odd = {
      organization: 'x',
      claimed: '?',
      severity: '1',
      waitingOn: '',
      sort: 'x',
      direction: 'up',
      page: 'z',
    };
    expect((await listReviewQueue(reviewer, odd)).total).toBeGreaterThan(0);
  });

  it('has beside it what came in by week, weeks of the reader’s zone', async () => {
    const { reviewer } = await underReview();
    const { weeks } = await getReviewLoad(reviewer, 'Asia/Shanghai');
    expect(weeks).toHaveLength(LOAD_WEEKS);
    // Midnight there is 16:00 UTC of the day before, a Sunday.
    expect(new Set(weeks.map(({ from }) => `${from.getUTCDay()} ${from.getUTCHours()}`))).toEqual(
      new Set(['0 16']),
    );
    expect(weeks.at(-1)?.came).toBeGreaterThan(0);
  });

  it('is one statement, in each order', async () => {
    const { reviewer } = await underReview();
    for (const sort of ['deadline', 'age', 'severity', 'organization'])
      for (const direction of ['asc', 'desc']) {
        let rows: QueueRow[] = [];
        const sent = await recordStatements(async () => {
          ({ rows } = await listReviewQueue(reviewer, { sort, direction }));
        });
        expect(rows.length).toBeGreaterThan(0);
        expect(sent).toHaveLength(1);
        const running = rows.filter(({ keptDays }) => keptDays === null);
        const values = (sort === 'deadline' ? running : rows).map(
          (row) =>
            ({
              deadline: row.deadlineAt,
              severity: row.worstScore,
              organization: row.organizationName.toLowerCase(),
              age: -row.since.getTime(),
            })[sort] ?? -1,
        );
        const sorted = [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
        expect(values).toEqual(direction === 'asc' ? sorted : sorted.reverse());
      }
  });
});
