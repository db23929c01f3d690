import type { TxContext } from '@/lib/auth/actor';
import { newId } from '@/lib/core/ids';
import { readNotice } from '@/lib/notices/rules/notice-kinds';
import { noticeLink } from '@/lib/notices/rules/notice-link';
import type { HandedEvent } from '@/lib/notices/store';
import { findReceivers } from '../endpoints/store';
import { findWebhookSubject } from '../rules/find-webhook-subject';
import { webhookBody } from '../rules/webhook-body';
import { queueDelivery } from './queue-delivery';
import { insertDeliveries, type NewDelivery } from './store';

/** Takes events on to the webhooks of their organizations, in the transaction that marks them as handed on. */
export async function queueEvents(
  context: TxContext,
  events: readonly HandedEvent[],
  baseUrl: string,
): Promise<void> {
  const { tx } = context;
  const createdAt = context.clock.now();
  const told = events.flatMap((event) => {
    const subject = findWebhookSubject(event.kind);
    const content = readNotice(event);
    return subject && content && event.organizationId
      ? [{ ...event, organizationId: event.organizationId, subject, content }]
      : [];
  });
  if (told.length === 0) return;
  const receivers = await findReceivers(tx, [...new Set(told.map((event) => event.organizationId))]);
  const deliveries = told.flatMap(({ id: eventId, organizationId, subject, content, at }): NewDelivery[] => {
    const url = new URL(noticeLink(content, 'SELLER'), baseUrl).href;
    const body = webhookBody({ ...content, at, url });
    return receivers
      .filter((one) => one.organizationId === organizationId && one.subjects.includes(subject))
      .map(({ id: endpointId }) => {
        const id = newId(createdAt.getTime());
        return { id, endpointId, organizationId, eventId, kind: content.kind, body, createdAt };
      });
  });
  for (const id of await insertDeliveries(tx, deliveries)) await queueDelivery(tx, id);
}
