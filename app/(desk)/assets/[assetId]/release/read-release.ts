import { pageReader } from '@/app/page-reader';
import { getRelease } from '@/lib/products/get-release';

/** The asset as it would be released, and what is in the way. */
export const readRelease = pageReader(async (context, assetId: string) => ({
  release: await getRelease(context, assetId),
}));
