import { z } from 'zod';
import { RESTART_BLOCKERS } from '@/lib/restarts/restart-record';
import { id, instant } from './instant';

const reason = z.enum(RESTART_BLOCKERS).nullable();

export const restartPreview = z.object({
  /** To be confirmed by whoever starts it. */
  willSend: z.int(),
  messages: z.array(z.object({ messageId: id, reason })),
});

export const restartShape = z.object({
  id,
  createdAt: instant,
  finishedAt: instant.nullable(),
  messages: z.array(
    z.object({
      messageId: id,
      state: z.enum(['WAITING', 'SENDING', 'PASSED', 'FAILED', 'NOT_SENT']),
      reason,
    }),
  ),
});
