import { pageReader } from '@/app/page-reader';
import { getOpinion } from '@/lib/opinions/get-opinion';
import { getWebsite } from '@/lib/websites/get-website';

/** Another tool's report on a website, compared with the newest scan, one page of its rows. */
export const readComparedOpinion = pageReader(
  async (context, websiteId: string, opinionId: string, page: string | null) => {
    const [website, compared] = await Promise.all([
      getWebsite(context, websiteId),
      getOpinion(context, { websiteId, opinionId, page: page ?? undefined }),
    ]);
    return { website, compared };
  },
);
