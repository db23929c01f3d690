import { describe, expect, it } from 'vitest';
import { postComment } from '@/lib/appeals/conversation/post-comment';
import { postReviewComment } from '@/lib/appeals/conversation/post-review-comment';
import { claimReview } from '@/lib/appeals/review/claims/claim-review';
import { warnOfEndingClaims } from '@/lib/appeals/review/claims/warn-of-ending-claims';
import { type Context, systemContext } from '@/lib/auth/actor';
import { fixedClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import { listInbox } from '@/lib/notices/inbox/list-inbox';
import { startSession } from '@/lib/people/start-session';
import { submittedAppeal } from '../appeals/appeal-steps';
import { newAccount } from '../people/new-account';
import { newOrganization, newPlatformPerson } from '../setup/people';
import { submissionWithFindings } from '../setup/rejected-submission';

/** The kinds in an inbox that are of this request, or of none. */
async function kindsOf(context: Context, submissionId?: string): Promise<string[]> {
  const { rows } = await listInbox(context, {});
  return rows
    .flatMap(({ content }) => (content ? [content] : []))
    .filter(({ values }) => !submissionId || Reflect.get(values, 'submissionId') === submissionId)
    .map(({ kind }) => kind)
    .sort();
}

describe('an appeal', () => {
  it('tells reviewers that it came, the seller of a question once, and its reviewer of the reply', async () => {
    const organization = await newOrganization();
    const submission = await submissionWithFindings(organization);
    const reviewer = await newPlatformPerson('REVIEWER', organization.clock);
    const other = await newPlatformPerson('REVIEWER', organization.clock);
    await submittedAppeal(organization, submission);
    const ids = { submissionId: submission.id };
    expect(await kindsOf(reviewer, submission.id)).toEqual(['review.arrived']);
    expect(await kindsOf(other, submission.id)).toEqual(['review.arrived']);
    await claimReview(reviewer, ids);
    const text = 'Where is the log?';
    for (const findingId of submission.findingIds.slice(0, 2))
      await postReviewComment(reviewer, { ...ids, findingId, language: 'en', text, isQuestion: true });
    expect(await kindsOf(organization.as('EDITOR'))).toEqual(['submission.asked']);
    for (const findingId of submission.findingIds.slice(0, 2))
      await postComment(organization.as('EDITOR'), { ...ids, findingId, language: 'en', text: 'Here.' });
    expect(await kindsOf(reviewer, submission.id)).toEqual(['review.arrived', 'review.replied']);
    expect(await kindsOf(other, submission.id)).toEqual(['review.arrived']);
  });

  it('tells whom a comment names, and not who wrote it', async () => {
    const organization = await newOrganization();
    const submission = await submissionWithFindings(organization);
    await submittedAppeal(organization, submission);
    await postComment(organization.as('EDITOR'), {
      ...{ submissionId: submission.id, findingId: null, language: 'en' },
      text: '@viewer and @editor, look at this.',
    });
    expect(await kindsOf(organization.as('VIEWER'))).toEqual(['comment.mentioned']);
    expect(await kindsOf(organization.as('EDITOR'))).toEqual([]);
  });

  it('tells its reviewer once that the claim ends', async () => {
    const organization = await newOrganization();
    const submission = await submissionWithFindings(organization);
    const reviewer = await newPlatformPerson('REVIEWER', organization.clock);
    await submittedAppeal(organization, submission);
    await claimReview(reviewer, { submissionId: submission.id });
    const cron = systemContext('cron', organization.clock);
    await warnOfEndingClaims(cron);
    expect(await kindsOf(reviewer, submission.id)).toEqual(['review.arrived']);
    await database()
      .$executeRaw`UPDATE "ReviewClaim" SET "leaseUntil" = clock_timestamp() + interval '4 minutes'
      WHERE "submissionId" = ${submission.id}::uuid`;
    await Promise.all([warnOfEndingClaims(cron), warnOfEndingClaims(cron)]);
    expect(await kindsOf(reviewer, submission.id)).toEqual(['review.arrived', 'review.claimEnding']);
  });
});

describe('a sign-in', () => {
  const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
  const SAFARI =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1';

  it('is told of when its device is new, but not the first, a newer version, or a known one again', async () => {
    const clock = fixedClock('2026-03-02T09:00:00Z');
    const { userId } = await newAccount(clock);
    const actor = { kind: 'person' as const, userId, name: '', platformRoles: [], membership: null };
    const signIn = async (userAgent: string | null) => {
      const visit = { clock, requestId: newId(), address: '203.0.113.7', userAgent };
      await startSession(visit, { userId, method: 'password' });
      return kindsOf({ clock, requestId: null, actor });
    };
    expect(await signIn(FIREFOX)).toEqual([]);
    expect(await signIn(FIREFOX.replaceAll('140', '141'))).toEqual([]);
    expect(await signIn(SAFARI)).toEqual(['session.newDevice']);
    expect(await signIn(SAFARI)).toEqual(['session.newDevice']);
    expect(await signIn(null)).toEqual(['session.newDevice', 'session.newDevice']);
  });
});
