import { authorise, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import type { WebhookEndpoint } from '../endpoint-record';
import { findEndpoints } from './store';

/** The webhooks of one's organization. @throws AppError FORBIDDEN */
export async function listEndpoints(context: Context): Promise<WebhookEndpoint[]> {
  const scope = authorise(context, 'webhook.manage');
  return findEndpoints(database(), scope);
}
