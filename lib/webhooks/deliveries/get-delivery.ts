import { authorise, type Context } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { isId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import type { WebhookAttempt, WebhookDelivery } from '../endpoint-record';
import { requireDelivery } from './store';

/** What was sent, and each attempt with what came back. @throws AppError FORBIDDEN, NOT_FOUND */
export async function getDelivery(
  context: Context,
  deliveryId: string,
): Promise<WebhookDelivery & { body: string; tries: WebhookAttempt[] }> {
  const scope = authorise(context, 'webhook.manage');
  if (!isId(deliveryId)) throw notFound('webhook');
  return requireDelivery(database(), scope, deliveryId);
}
