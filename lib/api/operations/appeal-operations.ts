import { z } from 'zod';
import { allowUpload } from '@/lib/appeals/allow-upload';
import { getAppeal } from '@/lib/appeals/get-appeal';
import { openAppeal } from '@/lib/appeals/open-appeal';
import { saveAssessment } from '@/lib/appeals/save-assessment';
import { saveAssessmentSchema } from '@/lib/appeals/schemas';
import { submitAppeal } from '@/lib/appeals/submit-appeal';
import { uploadEvidence } from '@/lib/appeals/upload-evidence';
import { type Operation, toOperation } from '../operation';
import { FILE_KIB, fileInJson } from '../rules/file-in-json';
import { appealShape, toAppeal } from '../shapes/appeal';

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
    body: fileInJson,
    bodyKib: FILE_KIB,
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
