import { pageReader } from '@/app/page-reader';
import { getAssetHub } from '@/lib/submissions/get-asset-hub';

/** The asset with everything that its pages show. */
export const readHub = pageReader(async (context, assetId: string) => ({
  hub: await getAssetHub(context, assetId),
}));
