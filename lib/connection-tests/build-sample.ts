import { getAsset } from '@/lib/assets/get-asset';
import { authorise, type Context } from '@/lib/auth/actor';
import type { JsonObject } from '@/lib/signing/canonical';
import { prepareRequest } from './run/prepare-request';

/**
 * The request that a case would send now, for the builder to begin from; null where an instance has to be made first.
 * @throws AppError NOT_FOUND
 */
export async function buildSample(
  context: Context,
  assetId: string,
  activity: string,
): Promise<JsonObject | null> {
  const scope = authorise(context, 'connection.view');
  const asset = await getAsset(context, assetId);
  const prepared = await prepareRequest(context, scope, asset.id, {
    activity,
    state: 'WAITING',
    messageId: null,
  });
  return prepared?.request ?? null;
}
