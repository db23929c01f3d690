import { getAsset } from '@/lib/assets/get-asset';
import { preconditionFailed } from '@/lib/core/errors';
import type { SubmissionDetails } from '@/lib/submissions/get-submission';
import { getSubmission } from '@/lib/submissions/get-submission';
import { listSubmissionsAfter } from '@/lib/submissions/newest/list-submissions-after';
import { submitForReview } from '@/lib/submissions/submit-for-review';
import { withdrawSubmission } from '@/lib/submissions/withdraw-submission';
import { type Operation, toOperation } from '../operation';
import { listQuery, toKeyset, toList, toListShape } from '../rules/lists';
import { submissionDetails, submissionShape } from '../shapes/submission';

const toDetails = ({ submission, scans, ...rest }: SubmissionDetails) => ({
  ...submission,
  ...rest,
  scanIds: scans.map(({ id }) => id),
});

export const SUBMISSION_OPERATIONS: readonly Operation[] = [
  toOperation({
    id: 'listSubmissions',
    group: 'submissions',
    method: 'GET',
    path: '/submissions',
    scope: 'READ',
    query: listQuery,
    answer: toListShape(submissionShape),
    run: async (context, { query }) => toList(await listSubmissionsAfter(context, toKeyset(query))),
  }),
  toOperation({
    id: 'listAssetSubmissions',
    group: 'submissions',
    method: 'GET',
    path: '/assets/{assetId}/submissions',
    scope: 'READ',
    query: listQuery,
    answer: toListShape(submissionShape),
    run: async (context, { params, query }) => {
      await getAsset(context, params.assetId);
      return toList(await listSubmissionsAfter(context, { ...params, ...toKeyset(query) }));
    },
  }),
  toOperation({
    id: 'submitAsset',
    group: 'submissions',
    method: 'POST',
    path: '/assets/{assetId}/submissions',
    scope: 'SUBMIT',
    status: 202,
    location: '/submissions/',
    answer: submissionDetails,
    run: async (context, { params }) => {
      const result = await submitForReview(context, params.assetId);
      if (!result.ok) throw preconditionFailed('api.notReady', { data: { blockers: result.blockers } });
      return toDetails(await getSubmission(context, result.submissionId));
    },
  }),
  toOperation({
    id: 'getSubmission',
    group: 'submissions',
    method: 'GET',
    path: '/submissions/{submissionId}',
    scope: 'READ',
    answer: submissionDetails,
    run: async (context, { params }) => toDetails(await getSubmission(context, params.submissionId)),
  }),
  toOperation({
    id: 'withdrawSubmission',
    group: 'submissions',
    method: 'POST',
    path: '/submissions/{submissionId}/withdraw',
    scope: 'SUBMIT',
    answer: submissionDetails,
    run: async (context, { params }) => {
      await withdrawSubmission(context, params.submissionId);
      return toDetails(await getSubmission(context, params.submissionId));
    },
  }),
];
