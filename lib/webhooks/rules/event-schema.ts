import { z } from 'zod';
import { NOTICE_KINDS, type NoticeKind } from '@/lib/notices/rules/notice-kinds';
import { findWebhookSubject } from './find-webhook-subject';

const KINDS = Object.keys(NOTICE_KINDS) as NoticeKind[];

/** Every event that a webhook can be sent. */
export const WEBHOOK_KINDS: readonly NoticeKind[] = KINDS.filter((kind) => findWebhookSubject(kind) !== null);

/** The body that a webhook is sent of an event, as JSON Schema 2020-12. */
export function eventSchema(kind: NoticeKind): Record<string, unknown> {
  const data = NOTICE_KINDS[kind].values.extend({ url: z.url() });
  const body = z.object({ type: z.literal(kind), timestamp: z.iso.datetime(), data });
  return z.toJSONSchema(body, { io: 'output' });
}
