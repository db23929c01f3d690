import { describe, expect, it } from 'vitest';
import { answerAlike } from '@/lib/appeals/alike/answer-alike';
import { applyWorkbook } from '@/lib/appeals/apply-workbook';
import { getConversation } from '@/lib/appeals/conversation/get-conversation';
import { getReviewConversation } from '@/lib/appeals/conversation/get-review-conversation';
import { postComment } from '@/lib/appeals/conversation/post-comment';
import { postReviewComment } from '@/lib/appeals/conversation/post-review-comment';
import { downloadProof } from '@/lib/appeals/download-proof';
import { downloadScanReport } from '@/lib/appeals/download-scan-report';
import { downloadSubmissionReport } from '@/lib/appeals/download-submission-report';
import { attachExchange } from '@/lib/appeals/exchanges/attach-exchange';
import { listReviewExchanges } from '@/lib/appeals/exchanges/list-review-exchanges';
import { getAppeal } from '@/lib/appeals/get-appeal';
import { getFindingMemory } from '@/lib/appeals/memory/get-finding-memory';
import { listChanges } from '@/lib/appeals/memory/list-changes';
import { listPrecedents } from '@/lib/appeals/memory/list-precedents';
import { openAppeal } from '@/lib/appeals/open-appeal';
import { previewWorkbook } from '@/lib/appeals/preview-workbook';
import { removeProof } from '@/lib/appeals/remove-proof';
import { assignReview } from '@/lib/appeals/review/claims/assign-review';
import { claimReview } from '@/lib/appeals/review/claims/claim-review';
import { releaseReview } from '@/lib/appeals/review/claims/release-review';
import { decideAppeal } from '@/lib/appeals/review/decide-appeal';
import { downloadProofForReview } from '@/lib/appeals/review/download-proof-for-review';
import { getReview } from '@/lib/appeals/review/get-review';
import { giveVerdict } from '@/lib/appeals/review/give-verdict';
import { listReviewQueue } from '@/lib/appeals/review/list-review-queue';
import { findOpenReviews } from '@/lib/appeals/review/load-store';
import { findQueue } from '@/lib/appeals/review/queue-store';
import { retestForReview } from '@/lib/appeals/review/retest-for-review';
import { runSuiteForReview } from '@/lib/appeals/review/run-suite-for-review';
import { saveAssessment } from '@/lib/appeals/save-assessment';
import { queueFilterSchema } from '@/lib/appeals/schemas';
import { submitAppeal } from '@/lib/appeals/submit-appeal';
import { uploadEvidence } from '@/lib/appeals/upload-evidence';
import { authorisePlatform, type Context } from '@/lib/auth/actor';
import { reviewCalendar } from '@/lib/config/review-calendar';
import { sha256Hex } from '@/lib/core/bytes';
import { AppError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { pageRequest } from '@/lib/core/pages';
import { database } from '@/lib/db/client';
import { downloadPassportForReview } from '@/lib/passport/download-passport';
import { listPassportsForReview } from '@/lib/passport/list-passports';
import { newOrganization, newPlatformPerson, type TestOrganization } from '../setup/people';
import { submissionWithFindings } from '../setup/rejected-submission';
import { attach, PICTURE, WHY } from './appeal-steps';

type Ids = { submissionId: string; findingId: string; proofId: string; scanId: string };
type Call = [string, (context: Context, ids: Ids) => Promise<unknown>];
const LANGUAGE = { locale: 'en', timeZone: 'UTC' } as const;
const sha256 = sha256Hex(PICTURE);

const READS: Call[] = [
  ['getAppeal', (context, { submissionId }) => getAppeal(context, submissionId)],
  ['downloadProof', (context, ids) => downloadProof(context, ids)],
  [
    'downloadSubmissionReport',
    (context, { submissionId }) => downloadSubmissionReport(context, submissionId, LANGUAGE),
  ],
  ['downloadScanReport', (context, { scanId }) => downloadScanReport(context, scanId, LANGUAGE)],
  ['getConversation', (context, { submissionId }) => getConversation(context, submissionId)],
  ['getFindingMemory', (context, ids) => getFindingMemory(context, ids)],
];
const WRITES: Call[] = [
  ['openAppeal', (context, ids) => openAppeal(context, ids)],
  [
    'saveAssessment',
    (context, ids) =>
      saveAssessment(context, { ...ids, conclusion: 'FIXED', explanation: WHY, reference: '', version: 0 }),
  ],
  ['previewWorkbook', (context, ids) => previewWorkbook(context, { ...ids, bytes: PICTURE })],
  [
    'applyWorkbook',
    (context, ids) =>
      applyWorkbook(context, { ...ids, bytes: PICTURE, fileName: 'a.xlsx', sha256, basis: sha256 }),
  ],
  [
    'uploadEvidence',
    (context, ids) => uploadEvidence(context, { ...ids, bytes: PICTURE, fileName: 'a.png' }),
  ],
  [
    'attachExchange',
    (context, ids) =>
      attachExchange(context, { ...ids, request: 'GET / HTTP/1.1', response: 'HTTP/1.1 200 OK' }),
  ],
  ['answerAlike', (context, ids) => answerAlike(context, { ...ids, count: 1 })],
  ['postComment', (context, ids) => postComment(context, { ...ids, language: 'en', text: WHY })],
  ['removeProof', (context, ids) => removeProof(context, ids)],
  ['submitAppeal', (context, ids) => submitAppeal(context, ids)],
];
const REVIEWS: Call[] = [
  ['listReviewQueue', (context) => listReviewQueue(context, {})],
  ['getReview', (context, { submissionId }) => getReview(context, submissionId)],
  ['giveVerdict', (context, ids) => giveVerdict(context, { ...ids, outcome: 'ACCEPTED', reason: WHY })],
  ['decideAppeal', (context, ids) => decideAppeal(context, ids)],
  ['downloadProofForReview', (context, ids) => downloadProofForReview(context, ids)],
  ['getReviewConversation', (context, ids) => getReviewConversation(context, ids.submissionId)],
  ['listReviewExchanges', (context, ids) => listReviewExchanges(context, ids)],
  ['listChanges', (context, ids) => listChanges(context, ids)],
  ['listPrecedents', (context, ids) => listPrecedents(context, ids)],
  ['listPassportsForReview', (context, ids) => listPassportsForReview(context, ids.submissionId)],
  ['downloadPassportForReview', (context, ids) => downloadPassportForReview(context, { ...ids, version: 1 })],
  [
    'postReviewComment',
    (context, { submissionId }) =>
      postReviewComment(context, {
        ...{ submissionId, findingId: null, language: 'en', text: WHY, isQuestion: false },
      }),
  ],
  ['claimReview', (context, ids) => claimReview(context, ids)],
  ['releaseReview', (context, ids) => releaseReview(context, ids)],
  ['assignReview', (context, ids) => assignReview(context, { ...ids, reviewerId: newId() })],
  ['retestForReview', (context, ids) => retestForReview(context, ids)],
  ['runSuiteForReview', (context, ids) => runSuiteForReview(context, ids)],
];

async function appealed() {
  const organization = await newOrganization();
  const { id: submissionId, findingIds, scanId } = await submissionWithFindings(organization);
  await openAppeal(organization.as('EDITOR'), { submissionId });
  await attach(organization, submissionId);
  const { proofs } = await getAppeal(organization.as('VIEWER'), submissionId);
  const ids: Ids = { submissionId, findingId: findingIds[0] ?? '', proofId: proofs[0]?.id ?? '', scanId };
  return { organization, ids };
}

const joinOrganization = (reviewer: { actor: { userId: string } }, organization: TestOrganization) =>
  database().member.create({
    data: {
      ...{ organizationId: organization.id, userId: reviewer.actor.userId },
      ...{ role: 'VIEWER', createdAt: organization.clock.now() },
    },
  });

type Refusal = { code: string; message: string };

/** What each verb answers, by its name: all of them are asked with one set of rows, for a refused one changes none. */
async function answers(calls: readonly Call[], context: Context, ids: Ids) {
  const said: Record<string, unknown> = {};
  for (const [name, verb] of calls)
    said[name] = await verb(context, ids).then(
      () => 'done',
      (error: unknown) => (error instanceof AppError ? toRefusal(error) : error),
    );
  return said;
}

const toRefusal = ({ code, details }: AppError): Refusal => ({ code, message: details.message ?? '' });
const all = (calls: readonly Call[], answer: unknown) =>
  Object.fromEntries(calls.map(([name]) => [name, answer]));
const refusedAs = (code: string) => expect.objectContaining({ code });

describe('the walls between organizations and roles', () => {
  it('nobody reads or changes anything of another organization', async () => {
    const [ours, theirs] = [await newOrganization(), await appealed()];
    const calls = [...READS, ...WRITES];
    expect(await answers(calls, ours.as('OWNER'), theirs.ids)).toEqual(all(calls, refusedAs('NOT_FOUND')));
  });

  it('viewers read everything and change nothing', async () => {
    const { organization, ids } = await appealed();
    const viewer = organization.as('VIEWER');
    expect(await answers(WRITES, viewer, ids)).toEqual(all(WRITES, refusedAs('FORBIDDEN')));
    expect(await answers(READS, viewer, ids)).toEqual(all(READS, 'done'));
  });

  it('the desk is for reviewers alone', async () => {
    const { organization, ids } = await appealed();
    const administrator = await newPlatformPerson('ADMINISTRATOR', organization.clock);
    for (const context of [organization.as('OWNER'), administrator])
      expect(await answers(REVIEWS, context, ids)).toEqual(all(REVIEWS, refusedAs('FORBIDDEN')));
  });

  it('the desk finds nothing under an id that is none', async () => {
    const { organization, ids } = await appealed();
    const reviewer = await newPlatformPerson('REVIEWER', organization.clock);
    const calls = REVIEWS.slice(1);
    expect(await answers(calls, reviewer, { ...ids, submissionId: newId() })).toEqual(
      all(calls, refusedAs('NOT_FOUND')),
    );
  });

  it('no file of one request is had by naming another, in none of the doors', async () => {
    const [one, other] = [await appealed(), await appealed()];
    const mixed = { ...one.ids, proofId: other.ids.proofId };
    const reviewer = await newPlatformPerson('REVIEWER', one.organization.clock);
    await expect(downloadProof(one.organization.as('OWNER'), mixed)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(downloadProofForReview(reviewer, mixed)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await removeProof(one.organization.as('EDITOR'), mixed);
    expect(await downloadProof(other.organization.as('VIEWER'), other.ids)).toMatchObject({
      fileName: 'log.png',
    });
  });

  it('the desk is not for a reviewer of the seller’s organization', async () => {
    const { organization, ids } = await appealed();
    const reviewer = await newPlatformPerson('REVIEWER', organization.clock);
    await joinOrganization(reviewer, organization);
    const calls = REVIEWS.slice(1);
    const conflictOfInterest = { code: 'FORBIDDEN', message: 'appeals.conflictOfInterest' };
    expect(await answers(calls, reviewer, ids)).toEqual(all(calls, conflictOfInterest));
  });

  it('leave nothing of the own organization in the lists and numbers of a reviewer', async () => {
    const organization = await newOrganization();
    await submissionWithFindings(organization, { status: 'REVIEWING' });
    const stranger = await newPlatformPerson('REVIEWER', organization.clock);
    const member = await newPlatformPerson('REVIEWER', organization.clock);
    await joinOrganization(member, organization);
    const filter = queueFilterSchema.parse({ organization: organization.id });
    const wish = { ...filter, isTwoPersonRuleOn: false, calendar: reviewCalendar() };
    // Other tests send and decide at the same time: both reviewers look at one moment of the database.
    const [all, less] = await database().$transaction(
      async (moment) => {
        const look = async (reviewer: Context) => {
          const scope = authorisePlatform(reviewer, 'review.view');
          const queue = await findQueue(moment, scope, wish, pageRequest(undefined));
          const named = queue.organizations.filter(({ id }) => id === organization.id);
          const open = await findOpenReviews(moment, scope);
          return { listed: queue.total, named: named.length, waiting: queue.waiting, open: open.length };
        };
        return [await look(stranger), await look(member)];
      },
      { isolationLevel: 'RepeatableRead' },
    );
    expect(all).toMatchObject({ listed: 1, named: 1 });
    expect(less).toEqual({ listed: 0, named: 0, waiting: all.waiting - 1, open: all.open - 1 });
  });
});
