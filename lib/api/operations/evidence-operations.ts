import { z } from 'zod';
import { answerAlike } from '@/lib/appeals/alike/answer-alike';
import { downloadProof } from '@/lib/appeals/download-proof';
import { attachExchange } from '@/lib/appeals/exchanges/attach-exchange';
import { listExchanges } from '@/lib/appeals/exchanges/list-exchanges';
import { getAppeal } from '@/lib/appeals/get-appeal';
import { getFindingMemory } from '@/lib/appeals/memory/get-finding-memory';
import { removeProof } from '@/lib/appeals/remove-proof';
import { answerAlikeSchema, attachExchangeSchema } from '@/lib/appeals/schemas';
import { FILE_BODY_TYPE, type Operation, toOperation } from '../operation';
import { appealShape, toAppeal } from '../shapes/appeal';
import { exchangeShape } from '../shapes/case';
import { memoryShape } from '../shapes/conversation';

const FINDING = { submissionId: true, findingId: true } as const;

/** What belongs to the conclusion on one finding, and the files of an appeal. */
export const EVIDENCE_OPERATIONS: readonly Operation[] = [
  toOperation({
    id: 'getFindingMemory',
    group: 'appeals',
    method: 'GET',
    path: '/submissions/{submissionId}/appeal/findings/{findingId}/memory',
    scope: 'READ',
    answer: memoryShape,
    run: async (context, { params }) => {
      const { standing, suggestion } = await getFindingMemory(context, params);
      const reason = standing?.state === 'REOPENED' ? standing.reason : null;
      return {
        standing: standing && { state: standing.state, reason, decisionId: standing.decision.id },
        suggestion,
      };
    },
  }),
  toOperation({
    id: 'answerAlike',
    group: 'appeals',
    method: 'POST',
    path: '/submissions/{submissionId}/appeal/findings/{findingId}/alike',
    scope: 'WRITE',
    body: z.strictObject(answerAlikeSchema.omit(FINDING).shape),
    example: { count: 3 },
    answer: appealShape,
    run: async (context, { params, body }) => {
      await answerAlike(context, { ...params, ...body });
      return toAppeal(await getAppeal(context, params.submissionId));
    },
  }),
  toOperation({
    id: 'listExchanges',
    group: 'appeals',
    method: 'GET',
    path: '/submissions/{submissionId}/appeal/findings/{findingId}/exchanges',
    scope: 'READ',
    answer: z.object({ data: z.array(exchangeShape) }),
    run: async (context, { params }) => {
      await getAppeal(context, params.submissionId);
      return { data: await listExchanges(context, params) };
    },
  }),
  toOperation({
    id: 'attachExchange',
    group: 'appeals',
    method: 'POST',
    path: '/submissions/{submissionId}/appeal/findings/{findingId}/exchanges',
    scope: 'WRITE',
    body: z.strictObject(attachExchangeSchema.omit(FINDING).shape),
    example: { request: 'GET / HTTP/1.1\nHost: shop.example.com', response: 'HTTP/1.1 200 OK\n\nok' },
    status: 201,
    answer: appealShape,
    run: async (context, { params, body }) => {
      await attachExchange(context, { ...params, ...body });
      return toAppeal(await getAppeal(context, params.submissionId));
    },
  }),
  toOperation({
    id: 'getEvidence',
    group: 'appeals',
    method: 'GET',
    path: '/submissions/{submissionId}/appeal/files/{proofId}',
    scope: 'READ',
    fileTypes: [FILE_BODY_TYPE],
    run: async (context, { params }) => {
      const { fileName, bytes } = await downloadProof(context, params);
      return { name: fileName, contentType: FILE_BODY_TYPE, content: bytes };
    },
  }),
  toOperation({
    id: 'removeEvidence',
    group: 'appeals',
    method: 'DELETE',
    path: '/submissions/{submissionId}/appeal/files/{proofId}',
    scope: 'WRITE',
    run: (context, { params }) => removeProof(context, params),
  }),
];
