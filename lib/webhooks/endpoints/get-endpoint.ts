import { authorise, type Context } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { isId } from '@/lib/core/ids';
import { type Page, pageRequest } from '@/lib/core/pages';
import { database } from '@/lib/db/client';
import { findDeliveries } from '../deliveries/store';
import type { WebhookDelivery, WebhookEndpoint } from '../endpoint-record';
import { requireEndpoint } from './store';

/** A webhook with a page of what it was sent. @throws AppError FORBIDDEN, NOT_FOUND */
export async function getEndpoint(
  context: Context,
  endpointId: string,
  page: unknown,
): Promise<{ endpoint: WebhookEndpoint; deliveries: Page<WebhookDelivery> }> {
  const scope = authorise(context, 'webhook.manage');
  if (!isId(endpointId)) throw notFound('webhook');
  const endpoint = await requireEndpoint(database(), scope, endpointId);
  const deliveries = await findDeliveries(database(), scope, endpointId, pageRequest(page));
  return { endpoint, deliveries };
}
