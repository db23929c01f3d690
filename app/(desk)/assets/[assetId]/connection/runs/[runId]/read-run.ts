import { notFound } from 'next/navigation';
import { pageReader } from '@/app/page-reader';
import { getConnectionRuns } from '@/lib/connection-tests/get-connection-runs';
import { getReadiness } from '@/lib/submissions/get-readiness';

/** One run, and what its asset needs next. */
export const readRun = pageReader(async (context, assetId: string, runId: string) => {
  const [{ shown }, assessed] = await Promise.all([
    getConnectionRuns(context, assetId, runId),
    getReadiness(context, assetId),
  ]);
  if (shown?.id !== runId) notFound();
  return { run: shown, assessed };
});
