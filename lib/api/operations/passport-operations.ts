import { z } from 'zod';
import type { Context } from '@/lib/auth/actor';
import { downloadPassport } from '@/lib/passport/download-passport';
import { listPassports } from '@/lib/passport/list-passports';
import { requestPassport } from '@/lib/passport/request-passport';
import { getSubmission } from '@/lib/submissions/get-submission';
import { type Operation, toOperation } from '../operation';
import { passportShape } from '../shapes/passport';

const ARCHIVE = 'application/zip';
const list = async (context: Context, submissionId: string) => {
  await getSubmission(context, submissionId);
  return { data: await listPassports(context, submissionId) };
};

export const PASSPORT_OPERATIONS: readonly Operation[] = [
  toOperation({
    id: 'listPassports',
    group: 'submissions',
    method: 'GET',
    path: '/submissions/{submissionId}/passports',
    scope: 'READ',
    answer: z.object({ data: z.array(passportShape) }),
    run: (context, { params }) => list(context, params.submissionId),
  }),
  toOperation({
    id: 'requestPassport',
    group: 'submissions',
    method: 'POST',
    path: '/submissions/{submissionId}/passports',
    scope: 'SUBMIT',
    status: 202,
    answer: z.object({ data: z.array(passportShape) }),
    run: async (context, { params }) => {
      await requestPassport(context, params);
      return list(context, params.submissionId);
    },
  }),
  toOperation({
    id: 'getPassport',
    group: 'submissions',
    method: 'GET',
    path: '/submissions/{submissionId}/passports/{version}',
    scope: 'READ',
    fileTypes: [ARCHIVE],
    run: async (context, { params }) => {
      const { fileName, ...content } = await downloadPassport(context, params);
      return { name: fileName, contentType: ARCHIVE, content };
    },
  }),
];
