import { pageReader } from '@/app/page-reader';
import { listDrift } from '@/lib/drift/list-drift';
import { getAssetHub } from '@/lib/submissions/get-asset-hub';

/** The asset with everything that its pages show. */
export const readHub = pageReader(async (context, assetId: string) => {
  const [hub, drift] = await Promise.all([getAssetHub(context, assetId), listDrift(context, { assetId })]);
  return { hub, drift };
});
