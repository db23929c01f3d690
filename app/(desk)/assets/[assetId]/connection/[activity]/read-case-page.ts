import { pageReader } from '@/app/page-reader';
import { getCase } from '@/lib/connection-tests/get-case';

/** One interface with its cases, and the case that is shown. */
export const readCasePage = pageReader(
  async (context, assetId: string, activity: string, caseId: string | null) => ({
    details: await getCase(context, assetId, activity, caseId),
  }),
);
