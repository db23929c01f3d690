import { pageReader } from '@/app/page-reader';
import { getConnection } from '@/lib/connection-tests/get-connection';
import { getConnectionRuns } from '@/lib/connection-tests/get-connection-runs';
import { getUrlProof } from '@/lib/connection-tests/get-url-proof';
import { getReadiness } from '@/lib/submissions/get-readiness';

/** The connection of an asset, its runs and the proof of its URL. */
export const readConnection = pageReader(async (context, assetId: string) => {
  const [connection, assessed, runs, urlProof] = await Promise.all([
    getConnection(context, assetId),
    getReadiness(context, assetId),
    getConnectionRuns(context, assetId, null),
    getUrlProof(context, assetId),
  ]);
  return { connection, assessed, runs, urlProof };
});
