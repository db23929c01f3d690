import { describe, expect, it } from 'vitest';
import { applyWorkbook } from '@/lib/appeals/apply-workbook';
import { downloadProof } from '@/lib/appeals/download-proof';
import { downloadScanReport } from '@/lib/appeals/download-scan-report';
import { downloadSubmissionReport } from '@/lib/appeals/download-submission-report';
import { getAppeal } from '@/lib/appeals/get-appeal';
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
import { retestForReview } from '@/lib/appeals/review/retest-for-review';
import { runSuiteForReview } from '@/lib/appeals/review/run-suite-for-review';
import { saveAssessment } from '@/lib/appeals/save-assessment';
import { submitAppeal } from '@/lib/appeals/submit-appeal';
import { uploadEvidence } from '@/lib/appeals/upload-evidence';
import type { Context } from '@/lib/auth/actor';
import { sha256Hex } from '@/lib/core/bytes';
import { newId } from '@/lib/core/ids';
import { newOrganization, newPlatformPerson } from '../setup/people';
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
  ['removeProof', (context, ids) => removeProof(context, ids)],
  ['submitAppeal', (context, ids) => submitAppeal(context, ids)],
];
const REVIEWS: Call[] = [
  ['listReviewQueue', (context) => listReviewQueue(context, {})],
  ['getReview', (context, { submissionId }) => getReview(context, submissionId)],
  ['giveVerdict', (context, ids) => giveVerdict(context, { ...ids, outcome: 'ACCEPTED', reason: WHY })],
  ['decideAppeal', (context, ids) => decideAppeal(context, ids)],
  ['downloadProofForReview', (context, ids) => downloadProofForReview(context, ids)],
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

describe('the walls between organizations and roles', () => {
  it.each([...READS, ...WRITES])('%s knows nothing of another organization', async (_name, verb) => {
    const [ours, theirs] = [await newOrganization(), await appealed()];
    await expect(verb(ours.as('OWNER'), theirs.ids)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it.each(WRITES)('%s is not for viewers', async (_name, verb) => {
    const { organization, ids } = await appealed();
    await expect(verb(organization.as('VIEWER'), ids)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it.each(READS)('%s is for viewers too', async (_name, verb) => {
    const { organization, ids } = await appealed();
    await expect(verb(organization.as('VIEWER'), ids)).resolves.toBeDefined();
  });

  it.each(REVIEWS)('%s is for reviewers alone', async (_name, verb) => {
    const { organization, ids } = await appealed();
    const administrator = await newPlatformPerson('ADMINISTRATOR', organization.clock);
    for (const context of [organization.as('OWNER'), administrator])
      await expect(verb(context, ids)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it.each(REVIEWS.slice(1))('%s finds nothing under an id that is none', async (_name, verb) => {
    const { organization, ids } = await appealed();
    const reviewer = await newPlatformPerson('REVIEWER', organization.clock);
    await expect(verb(reviewer, { ...ids, submissionId: newId() })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
