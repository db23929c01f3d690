import { pageReader } from '@/app/page-reader';
import { listVerdicts, type Verdicts } from '@/lib/appeals/list-verdicts';
import { getScanReport } from '@/lib/scans/get-scan-report';
import { readScanProgress } from '@/lib/scans/read-scan-progress';
import { listRetests } from '@/lib/scans/retest/list-retests';
import { listWebsiteAssets } from '@/lib/submissions/list-website-assets';
import { getWebsite } from '@/lib/websites/get-website';

const NO_VERDICTS: Verdicts = new Map();

/** A scan with what it found, what became of that, and the assets that its website is for. */
export const readScan = pageReader(async (context, scanId: string) => {
  // The progress first: a scan that ends meanwhile is drawn once more by what listens to it, a header read too early stays.
  const state = await readScanProgress(context, scanId);
  const scan = await getScanReport(context, scanId);
  const [website, retests, verdicts, assets] = await Promise.all([
    getWebsite(context, scan.websiteId),
    listRetests(context, scan.id),
    scan.submissionId ? listVerdicts(context, scan.submissionId) : NO_VERDICTS,
    state.isEnded ? listWebsiteAssets(context, scan.websiteId) : [],
  ]);
  return { scan, website, retests, state, verdicts, assets };
});
