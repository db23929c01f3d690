import { z } from 'zod';
import { allowUpload } from '@/lib/appeals/allow-upload';
import { type AppealDetails, getAppeal } from '@/lib/appeals/get-appeal';
import { openAppeal } from '@/lib/appeals/open-appeal';
import { saveAssessment } from '@/lib/appeals/save-assessment';
import { saveAssessmentSchema } from '@/lib/appeals/schemas';
import { submitAppeal } from '@/lib/appeals/submit-appeal';
import { uploadEvidence } from '@/lib/appeals/upload-evidence';
import { API_BODY_KIB, EVIDENCE_MB } from '@/lib/core/policy';
import { isBlocking } from '@/lib/findings/rules/finding';
import { type Operation, toOperation } from '../operation';
import { appealShape } from '../shapes/appeal';

const toAppeal = ({ submission, state, appeal, findings, assessments, proofs, blockers }: AppealDetails) => ({
  submissionId: submission.id,
  state,
  appeal,
  findings: findings.map((finding) => ({ ...finding, isBlocking: isBlocking(finding) })),
  assessments,
  files: proofs,
  blockers,
});

const FILE_CHARACTERS = Math.ceil((EVIDENCE_MB * 1_024 * 1_024) / 3) * 4;
const isBase64 = (text: string): boolean => Buffer.from(text, 'base64').toString('base64') === text;

/** A file as base64. */
const file = z.strictObject({
  fileName: z.string().min(1).max(255),
  content: z.string().min(1).max(FILE_CHARACTERS).refine(isBase64, 'field.invalid'),
});

export const APPEAL_OPERATIONS: readonly Operation[] = [
  toOperation({
    id: 'getAppeal',
    group: 'appeals',
    method: 'GET',
    path: '/submissions/{submissionId}/appeal',
    scope: 'READ',
    answer: appealShape,
    run: async (context, { params }) => toAppeal(await getAppeal(context, params.submissionId)),
  }),
  toOperation({
    id: 'openAppeal',
    group: 'appeals',
    method: 'POST',
    path: '/submissions/{submissionId}/appeal',
    scope: 'WRITE',
    answer: appealShape,
    run: async (context, { params }) => {
      await openAppeal(context, params);
      return toAppeal(await getAppeal(context, params.submissionId));
    },
  }),
  toOperation({
    id: 'saveAssessment',
    group: 'appeals',
    method: 'PUT',
    path: '/submissions/{submissionId}/appeal/findings/{findingId}',
    scope: 'WRITE',
    body: z.strictObject(saveAssessmentSchema.omit({ submissionId: true, findingId: true }).shape),
    example: {
      version: 0,
      conclusion: 'FALSE_POSITIVE',
      explanation: 'The parameter is not written into the page.',
      reference: '',
    },
    answer: appealShape,
    run: async (context, { params, body }) => {
      await saveAssessment(context, { ...params, ...body });
      return toAppeal(await getAppeal(context, params.submissionId));
    },
  }),
  toOperation({
    id: 'uploadEvidence',
    group: 'appeals',
    method: 'POST',
    path: '/submissions/{submissionId}/appeal/files',
    scope: 'WRITE',
    body: file,
    bodyKib: Math.ceil(FILE_CHARACTERS / 1_024) + API_BODY_KIB,
    example: { fileName: 'note.txt', content: 'Tm90aGluZyBpcyB3cml0dGVuIGhlcmUu' },
    status: 201,
    answer: appealShape,
    run: async (context, { params, body: { fileName, content } }) => {
      await allowUpload(context);
      await uploadEvidence(context, { ...params, fileName, bytes: Buffer.from(content, 'base64') });
      return toAppeal(await getAppeal(context, params.submissionId));
    },
  }),
  toOperation({
    id: 'submitAppeal',
    group: 'appeals',
    method: 'POST',
    path: '/submissions/{submissionId}/appeal/submit',
    scope: 'SUBMIT',
    status: 202,
    answer: appealShape,
    run: async (context, { params }) => {
      await submitAppeal(context, params);
      return toAppeal(await getAppeal(context, params.submissionId));
    },
  }),
];
