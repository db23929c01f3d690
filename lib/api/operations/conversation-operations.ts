import { z } from 'zod';
import { allowUpload } from '@/lib/appeals/allow-upload';
import { getConversation } from '@/lib/appeals/conversation/get-conversation';
import { postComment } from '@/lib/appeals/conversation/post-comment';
import { listVerdicts } from '@/lib/appeals/list-verdicts';
import { listCarriedDecisionsAfter } from '@/lib/appeals/memory/list-carried-decisions-after';
import { commentSchema } from '@/lib/appeals/schemas';
import type { Context } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { getSubmission } from '@/lib/submissions/get-submission';
import { type Operation, toOperation } from '../operation';
import { FILE_KIB, fileInJson } from '../rules/file-in-json';
import { listQuery, toKeyset, toList, toListShape, toSlice } from '../rules/lists';
import { commentShape, decisionShape, verdictShape } from '../shapes/conversation';

/** Oldest first, as a conversation is read. */
const readComments = async (context: Context, submissionId: string) =>
  (await getConversation(context, submissionId)).comments.map(({ proof, ...comment }) => ({
    ...comment,
    file: proof,
  }));

/** What is written and decided about a request. */
export const CONVERSATION_OPERATIONS: readonly Operation[] = [
  toOperation({
    id: 'listComments',
    group: 'appeals',
    method: 'GET',
    path: '/submissions/{submissionId}/comments',
    scope: 'READ',
    query: listQuery,
    answer: toListShape(commentShape),
    run: async (context, { params, query }) =>
      toSlice(await readComments(context, params.submissionId), query, ({ id }) => id),
  }),
  toOperation({
    id: 'postComment',
    group: 'appeals',
    method: 'POST',
    path: '/submissions/{submissionId}/comments',
    scope: 'WRITE',
    body: z.strictObject({
      ...commentSchema.omit({ submissionId: true, file: true }).partial({ findingId: true }).shape,
      file: fileInJson.optional(),
    }),
    bodyKib: FILE_KIB,
    example: { language: 'en', text: 'The page is behind a login.' },
    status: 201,
    answer: commentShape,
    run: async (context, { params, body: { file, findingId = null, ...comment } }) => {
      await allowUpload(context);
      const { commentId } = await postComment(context, {
        ...{ ...params, ...comment, findingId },
        file: file ? { fileName: file.fileName, bytes: Buffer.from(file.content, 'base64') } : null,
      });
      const added = (await readComments(context, params.submissionId)).find(({ id }) => id === commentId);
      if (!added) throw notFound('page');
      return added;
    },
  }),
  toOperation({
    id: 'listVerdicts',
    group: 'appeals',
    method: 'GET',
    path: '/submissions/{submissionId}/verdicts',
    scope: 'READ',
    query: listQuery,
    answer: toListShape(verdictShape),
    run: async (context, { params, query }) => {
      await getSubmission(context, params.submissionId);
      const verdicts = await listVerdicts(context, params.submissionId);
      const rows = [...verdicts].map(([findingId, verdict]) => ({ ...verdict, findingId }));
      const byId = rows.toSorted((a, b) => (a.findingId < b.findingId ? -1 : 1));
      return toSlice(byId, query, ({ findingId }) => findingId);
    },
  }),
  toOperation({
    id: 'listDecisions',
    group: 'appeals',
    method: 'GET',
    path: '/decisions',
    scope: 'READ',
    query: listQuery,
    answer: toListShape(decisionShape),
    run: async (context, { query }) => toList(await listCarriedDecisionsAfter(context, toKeyset(query))),
  }),
];
