import { getAsset } from '@/lib/assets/get-asset';
import { authorise, type Context } from '@/lib/auth/actor';
import { findDeclaration } from '@/lib/connection-tests/declaration/find-declaration';
import { database } from '@/lib/db/client';
import type { AssessedAsset } from '@/lib/submissions/assess-assets';
import { assessRelease } from './assess-release';
import type { ReleaseBlocker } from './rules/release-blockers';
import type { EncryptionChoice } from './schemas';

export type ReleasePage = {
  assessed: AssessedAsset;
  blockers: ReleaseBlocker[];
  /** The one for all interfaces; empty where none is declared. */
  productionUrl: string;
  /** With which the interfaces are debugged; null where nothing is declared. */
  debuggedAlgorithm: EncryptionChoice | null;
};

/** What is to be known before an asset is released as a product. @throws AppError NOT_FOUND */
export async function getRelease(context: Context, assetId: string): Promise<ReleasePage> {
  const scope = authorise(context, 'product.view');
  const asset = await getAsset(context, assetId);
  const release = await assessRelease(database(), scope, asset, context.clock.now());
  const declaration = await findDeclaration(database(), scope, asset.id);
  return {
    ...release,
    productionUrl: declaration?.productionUrl ?? '',
    debuggedAlgorithm: declaration?.encryptionAlgorithm ?? null,
  };
}
