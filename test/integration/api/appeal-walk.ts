import { postComment } from '@/lib/appeals/conversation/post-comment';
import { attachExchange } from '@/lib/appeals/exchanges/attach-exchange';
import { getAppeal } from '@/lib/appeals/get-appeal';
import { previewWorkbook } from '@/lib/appeals/preview-workbook';
import { uploadEvidence } from '@/lib/appeals/upload-evidence';
import { assess, filledReport, submittedAppeal, WHY } from '../appeals/appeal-steps';
import { appealAndDecide } from '../appeals/memory-steps';
import { make } from '../passport/passport-steps';
import { approvedAsset } from '../products/product-rows';
import type { TestOrganization } from '../setup/people';
import { submissionWithFindings } from '../setup/rejected-submission';
import { appealed, of, type Prepare } from './api-steps';

const EXCHANGE = {
  request: 'GET /search?q=1 HTTP/1.1\nHost: shop.example.com',
  response: 'HTTP/1.1 200 OK\nContent-Type: text/html\n\nNothing is here.',
};
const COMMENT = { language: 'en', text: 'The page is behind a login.' };

async function firstFinding(organization: TestOrganization) {
  const { submissionId, findingIds } = await appealed(organization);
  return { submissionId, findingId: findingIds[0] ?? '' };
}

async function withExchange(organization: TestOrganization) {
  const ids = await firstFinding(organization);
  await attachExchange(organization.as('EDITOR'), { ...ids, ...EXCHANGE });
  return ids;
}

async function withProof(organization: TestOrganization) {
  const { submissionId } = await appealed(organization);
  const bytes = Buffer.from('Nothing is here.');
  await uploadEvidence(organization.as('EDITOR'), { submissionId, fileName: 'note.txt', bytes });
  const { proofs } = await getAppeal(organization.as('VIEWER'), submissionId);
  return { submissionId, proofId: proofs[0]?.id ?? '' };
}

async function underReview(organization: TestOrganization) {
  const submission = await submissionWithFindings(organization);
  await submittedAppeal(organization, submission);
  return { submissionId: submission.id, findingId: submission.findingIds[0] ?? '' };
}

async function decided(organization: TestOrganization) {
  const { id } = await submissionWithFindings(organization);
  await appealAndDecide(organization, id, {}, [1, 2]);
  return { submissionId: id };
}

async function withPassport(organization: TestOrganization) {
  const { submissionId } = await approvedAsset(organization);
  await make(organization, submissionId);
  return { submissionId, version: '1' };
}

/** A workbook with a conclusion in its first line. */
async function withWorkbook(organization: TestOrganization) {
  const { submissionId } = await appealed(organization);
  const body = await filledReport(organization, submissionId, (sheet) => {
    sheet.getCell('F2').value = 'False positive';
    sheet.getCell('G2').value = WHY;
  });
  return { submissionId, body };
}

/** How what belongs to requests and appeals is asked for with success. */
export const APPEAL_WALK = {
  listPassports: of(withPassport, 'submissionId'),
  requestPassport: of(withPassport, 'submissionId'),
  getPassport: of(withPassport, 'submissionId', 'version'),
  getFindingMemory: of(firstFinding, 'submissionId', 'findingId'),
  answerAlike: async (one) => {
    const ids = await firstFinding(one);
    await assess(one, ids.submissionId, ids.findingId);
    return { params: ids, body: { count: 1 } };
  },
  listExchanges: of(withExchange, 'submissionId', 'findingId'),
  attachExchange: (one) => of(firstFinding, 'submissionId', 'findingId')(one, { body: EXCHANGE }),
  getEvidence: of(withProof, 'submissionId', 'proofId'),
  removeEvidence: of(withProof, 'submissionId', 'proofId'),
  getSubmissionReport: of(appealed, 'submissionId'),
  previewWorkbook: async (one) => {
    const { submissionId, body } = await withWorkbook(one);
    return { params: { submissionId }, body };
  },
  applyWorkbook: async (one) => {
    const { submissionId, body } = await withWorkbook(one);
    const preview = await previewWorkbook(one.as('EDITOR'), { submissionId, bytes: body });
    if (!preview.ok) throw new TypeError(preview.reason);
    const query = `fileName=report.xlsx&sha256=${preview.sha256}&basis=${preview.basis}`;
    return { params: { submissionId }, query, body };
  },
  listComments: async (one) => {
    const { submissionId } = await underReview(one);
    await postComment(one.as('EDITOR'), { submissionId, findingId: null, ...COMMENT });
    return { params: { submissionId } };
  },
  postComment: async (one) => {
    const { submissionId, findingId } = await underReview(one);
    const content = Buffer.from('Nothing is here.').toString('base64');
    return {
      params: { submissionId },
      body: { ...COMMENT, findingId, file: { fileName: 'note.txt', content } },
    };
  },
  listVerdicts: of(decided, 'submissionId'),
  listDecisions: async (one) => {
    await decided(one);
    return {};
  },
} satisfies Record<string, Prepare>;
