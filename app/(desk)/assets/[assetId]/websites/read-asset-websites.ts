import { mayDo } from '@/app/may-do';
import { pageReader } from '@/app/page-reader';
import type { EditBlocker } from '@/lib/assets/rules/edit-blocker';
import { getAssetHub } from '@/lib/submissions/get-asset-hub';
import { listWebsites } from '@/lib/websites/list-websites';

/** An asset, and one page of the websites that could be chosen for it; none where nothing may be changed. */
export const readAssetWebsites = pageReader(
  async (context, assetId: string, search: string, page: string) => {
    const hub = await getAssetHub(context, assetId);
    const blocker: EditBlocker | 'ROLE' | null = mayDo(context, 'asset.edit') ? hub.editBlocker : 'ROLE';
    const choices = blocker === null ? await listWebsites(context, { search, page }) : null;
    return { hub, blocker, choices };
  },
);
