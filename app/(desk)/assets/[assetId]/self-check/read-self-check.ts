import { pageReader } from '@/app/page-reader';
import { listNewestScans } from '@/lib/scans/list-newest-scans';
import { getAssetHub } from '@/lib/submissions/get-asset-hub';

const SCANS_SHOWN = 3;

/** An asset with the newest scans of each of its websites. */
export const readSelfCheck = pageReader(async (context, assetId: string) => {
  const hub = await getAssetHub(context, assetId);
  const ids = hub.facts.websites.map(({ id }) => id);
  return { hub, scans: await listNewestScans(context, ids, SCANS_SHOWN) };
});
