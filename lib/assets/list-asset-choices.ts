import { authorise, type Context } from '@/lib/auth/actor';
import { isId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import { type AssetChoice, findAssetChoices } from './choices/store';

/** The assets that a page can be narrowed to, by name. @param chosen what the address says: always among them, if it is one */
export const listAssetChoices = (context: Context, chosen: unknown): Promise<AssetChoice[]> =>
  findAssetChoices(database(), authorise(context, 'asset.view'), isId(chosen) ? chosen : null);
