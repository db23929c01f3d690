import { z } from 'zod';
import type { Context } from '@/lib/auth/actor';
import type { CaseEntry } from '@/lib/connection-tests/case-rows';
import { addCase } from '@/lib/connection-tests/cases/add-case';
import { deleteCase } from '@/lib/connection-tests/cases/delete-case';
import { renameCase } from '@/lib/connection-tests/cases/rename-case';
import { saveCase } from '@/lib/connection-tests/cases/save-case';
import { getCase } from '@/lib/connection-tests/get-case';
import { getConnection } from '@/lib/connection-tests/get-connection';
import { caseNameSchema, newCaseSchema, savedCaseSchema } from '@/lib/connection-tests/schemas';
import { notFound } from '@/lib/core/errors';
import { type Operation, toOperation } from '../operation';
import { caseRequestShape, caseShape } from '../shapes/case';

type Ids = { assetId: string; caseId: string };
type Entry = CaseEntry & { activity: string; isRequired: boolean };

const listEntries = async (context: Context, assetId: string): Promise<Entry[]> => {
  const { cases, optionalCases } = await getConnection(context, assetId);
  return [...cases, ...optionalCases].flatMap(({ named, ...own }) => [
    { ...own, name: '' },
    ...named.map((entry) => ({ ...entry, activity: own.activity, isRequired: own.isRequired })),
  ]);
};

const toCase = ({ saved, activity, isRequired, name, state }: Entry) => ({
  ...{ activity, isRequired, name, state },
  id: saved?.id ?? null,
  version: saved?.version ?? 0,
  lastRunAt: saved?.lastRunAt ?? null,
  messageId: saved?.lastMessageId ?? null,
});

const read = async (context: Context, { assetId, caseId }: Ids) => {
  const entry = (await listEntries(context, assetId)).find(({ saved }) => saved?.id === caseId);
  if (!entry) throw notFound('connectionCase');
  return toCase(entry);
};

const PLACE = { assetId: true, caseId: true } as const;

export const CASE_OPERATIONS: readonly Operation[] = [
  toOperation({
    id: 'listCases',
    group: 'connection',
    method: 'GET',
    path: '/assets/{assetId}/connection/cases',
    scope: 'READ',
    answer: z.object({ data: z.array(caseShape) }),
    run: async (context, { params }) => ({ data: (await listEntries(context, params.assetId)).map(toCase) }),
  }),
  toOperation({
    id: 'addCase',
    group: 'connection',
    method: 'POST',
    path: '/assets/{assetId}/connection/cases',
    scope: 'WRITE',
    body: z.strictObject(newCaseSchema.omit({ assetId: true }).shape),
    example: {
      activity: 'releaseInstance',
      name: 'After the end',
      request: { instanceId: 'd2f1', orderId: 'CS1', orderLineId: 'CS1-1', testFlag: '1' },
    },
    status: 201,
    location: '/assets/{assetId}/connection/cases/',
    answer: caseShape,
    run: async (context, { params, body }) =>
      read(context, { ...params, ...(await addCase(context, { ...params, ...body })) }),
  }),
  toOperation({
    id: 'getCase',
    group: 'connection',
    method: 'GET',
    path: '/assets/{assetId}/connection/cases/{caseId}',
    scope: 'READ',
    answer: caseShape,
    run: (context, { params }) => read(context, params),
  }),
  toOperation({
    id: 'getCaseRequest',
    group: 'connection',
    method: 'GET',
    path: '/assets/{assetId}/connection/cases/{caseId}/request',
    scope: 'READ',
    answer: caseRequestShape,
    run: async (context, { params }) => {
      const { activity, name } = await read(context, params);
      return getCase(context, params.assetId, activity, name === '' ? null : params.caseId);
    },
  }),
  toOperation({
    id: 'saveCase',
    group: 'connection',
    method: 'PUT',
    path: '/assets/{assetId}/connection/cases/{caseId}',
    scope: 'WRITE',
    body: z.strictObject(savedCaseSchema.omit(PLACE).shape),
    example: {
      version: 1,
      request: { instanceId: 'd2f1', orderId: 'CS1', orderLineId: 'CS1-1', testFlag: '1' },
    },
    answer: caseShape,
    isVersioned: true,
    run: async (context, { params, body }) => {
      await saveCase(context, { ...params, ...body });
      return read(context, params);
    },
  }),
  toOperation({
    id: 'renameCase',
    group: 'connection',
    method: 'PATCH',
    path: '/assets/{assetId}/connection/cases/{caseId}',
    scope: 'WRITE',
    body: z.strictObject(caseNameSchema.omit(PLACE).shape),
    example: { version: 1, name: 'After the end' },
    answer: caseShape,
    isVersioned: true,
    run: async (context, { params, body }) => {
      await renameCase(context, { ...params, ...body });
      return read(context, params);
    },
  }),
  toOperation({
    id: 'deleteCase',
    group: 'connection',
    method: 'DELETE',
    path: '/assets/{assetId}/connection/cases/{caseId}',
    scope: 'WRITE',
    run: async (context, { params }) => {
      const { version } = await read(context, params);
      await deleteCase(context, { ...params, version });
    },
  }),
];
