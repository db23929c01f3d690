import { z } from 'zod';
import { getAsset } from '@/lib/assets/get-asset';
import type { Context } from '@/lib/auth/actor';
import { cancelConnectionRun } from '@/lib/connection-tests/cancel-connection-run';
import { checkProductionUrl } from '@/lib/connection-tests/declaration/check-production-url';
import { saveDeclaration } from '@/lib/connection-tests/declaration/save-declaration';
import { type Connection, getConnection } from '@/lib/connection-tests/get-connection';
import { getConnectionRuns } from '@/lib/connection-tests/get-connection-runs';
import { getUrlProof } from '@/lib/connection-tests/get-url-proof';
import { endKeyOverlap } from '@/lib/connection-tests/keys/end-key-overlap';
import { requestConnectionRun } from '@/lib/connection-tests/request-connection-run';
import { listRunsAfter } from '@/lib/connection-tests/run/list-runs-after';
import { declarationSchema, keyOverlapSchema, runSchema } from '@/lib/connection-tests/schemas';
import { notFound } from '@/lib/core/errors';
import { type Operation, toOperation } from '../operation';
import { listQuery, toKeyset, toList, toListShape } from '../rules/lists';
import { urlProofShape } from '../shapes/case';
import { connectionShape, runDetails, runShape } from '../shapes/connection';

const toConnection = ({ asset, declaration, cases, optionalCases, newestRun }: Connection) => ({
  assetId: asset.id,
  version: declaration?.version ?? 0,
  declaration,
  cases: [...cases, ...optionalCases].map(({ activity, isRequired, state, saved }) => ({
    activity,
    isRequired,
    state,
    lastRunAt: saved?.lastRunAt ?? null,
    messageId: saved?.lastMessageId ?? null,
  })),
  newestRunId: newestRun?.id ?? null,
});

const read = async (context: Context, { assetId, runId }: { assetId: string; runId: string }) => {
  const { shown } = await getConnectionRuns(context, assetId, runId);
  if (!shown) throw notFound('connectionRun');
  return shown;
};

const readUrlProof = async (context: Context, { assetId }: { assetId: string }) => {
  await getAsset(context, assetId);
  const { proof, standing } = await getUrlProof(context, assetId);
  const { url = null, checkedAt = null, checks = [] } = proof ?? {};
  return { assetId, standing, url, checkedAt, checks };
};

export const CONNECTION_OPERATIONS: readonly Operation[] = [
  toOperation({
    id: 'getConnection',
    group: 'connection',
    method: 'GET',
    path: '/assets/{assetId}/connection',
    scope: 'READ',
    answer: connectionShape,
    run: async (context, { params }) => toConnection(await getConnection(context, params.assetId)),
  }),
  toOperation({
    id: 'saveDeclaration',
    group: 'connection',
    method: 'PUT',
    path: '/assets/{assetId}/connection',
    scope: 'WRITE',
    body: z.strictObject(declarationSchema.omit({ assetId: true }).partial({ accessKey: true }).shape),
    example: {
      version: 0,
      protocol: 'V2',
      productKind: 'COMMON',
      billingModes: ['ONE_TIME'],
      productionUrl: 'https://saas.example.com/koogallery',
      extensionParameters: [],
      provisioningInfo: [],
      encryptionAlgorithm: 'AES256',
    },
    answer: connectionShape,
    isVersioned: true,
    run: async (context, { params, body }) => {
      await saveDeclaration(context, { accessKey: '', ...params, ...body });
      return toConnection(await getConnection(context, params.assetId));
    },
  }),
  toOperation({
    id: 'endKeyOverlap',
    group: 'connection',
    method: 'POST',
    path: '/assets/{assetId}/connection/end-key-overlap',
    scope: 'WRITE',
    body: z.strictObject(keyOverlapSchema.omit({ assetId: true }).shape),
    example: { interfaceType: 'BASIC' },
    answer: connectionShape,
    run: async (context, { params, body }) => {
      await endKeyOverlap(context, { ...params, ...body });
      return toConnection(await getConnection(context, params.assetId));
    },
  }),
  toOperation({
    id: 'getUrlCheck',
    group: 'connection',
    method: 'GET',
    path: '/assets/{assetId}/connection/url-check',
    scope: 'READ',
    answer: urlProofShape,
    run: (context, { params }) => readUrlProof(context, params),
  }),
  toOperation({
    id: 'checkUrl',
    group: 'connection',
    method: 'POST',
    path: '/assets/{assetId}/connection/url-check',
    scope: 'RUN',
    answer: urlProofShape,
    run: async (context, { params }) => {
      await checkProductionUrl(context, params);
      return readUrlProof(context, params);
    },
  }),
  toOperation({
    id: 'listRuns',
    group: 'connection',
    method: 'GET',
    path: '/assets/{assetId}/connection/runs',
    scope: 'READ',
    query: listQuery,
    answer: toListShape(runShape),
    run: async (context, { params, query }) =>
      toList(await listRunsAfter(context, params.assetId, toKeyset(query))),
  }),
  toOperation({
    id: 'startRun',
    group: 'connection',
    method: 'POST',
    path: '/assets/{assetId}/connection/runs',
    scope: 'RUN',
    body: z.strictObject(runSchema.omit({ assetId: true }).shape),
    example: { sections: ['cases', 'flow'] },
    status: 202,
    location: '/assets/{assetId}/connection/runs/',
    answer: runDetails,
    run: async (context, { params, body }) =>
      read(context, { ...params, ...(await requestConnectionRun(context, { ...params, ...body })) }),
  }),
  toOperation({
    id: 'getRun',
    group: 'connection',
    method: 'GET',
    path: '/assets/{assetId}/connection/runs/{runId}',
    scope: 'READ',
    answer: runDetails,
    run: (context, { params }) => read(context, params),
  }),
  toOperation({
    id: 'cancelRun',
    group: 'connection',
    method: 'POST',
    path: '/assets/{assetId}/connection/runs/{runId}/cancel',
    scope: 'RUN',
    status: 202,
    answer: runDetails,
    run: async (context, { params }) => {
      await cancelConnectionRun(context, params);
      return read(context, params);
    },
  }),
];
