import { z } from 'zod';
import type { Context } from '@/lib/auth/actor';
import { previewRestartSchema, restartSchema } from '@/lib/connection-tests/schemas';
import { getRestart } from '@/lib/restarts/get-restart';
import { previewRestart } from '@/lib/restarts/preview-restart';
import { restartMessages } from '@/lib/restarts/restart-messages';
import { type Operation, toOperation } from '../operation';
import { restartPreview, restartShape } from '../shapes/restart';

const read = async (context: Context, restartId: string) => {
  const { rows, ...restart } = await getRestart(context, restartId);
  return { ...restart, messages: rows };
};

const messageIds = ['01920000-0000-7000-8000-000000000000'];

/** Messages that are sent again. */
export const RESTART_OPERATIONS: readonly Operation[] = [
  toOperation({
    id: 'previewRestart',
    group: 'connection',
    method: 'POST',
    path: '/restarts/preview',
    scope: 'RUN',
    body: z.strictObject(previewRestartSchema.shape),
    example: { messageIds },
    answer: restartPreview,
    run: async (context, { body }) => {
      const { rows, willSend } = await previewRestart(context, body);
      return { willSend, messages: rows };
    },
  }),
  toOperation({
    id: 'restartMessages',
    group: 'connection',
    method: 'POST',
    path: '/restarts',
    scope: 'RUN',
    body: z.strictObject(restartSchema.shape),
    example: { messageIds, willSend: 1 },
    status: 202,
    location: '/restarts/',
    answer: restartShape,
    run: async (context, { body }) => read(context, (await restartMessages(context, body)).restartId),
  }),
  toOperation({
    id: 'getRestart',
    group: 'connection',
    method: 'GET',
    path: '/restarts/{restartId}',
    scope: 'READ',
    answer: restartShape,
    run: (context, { params }) => read(context, params.restartId),
  }),
];
