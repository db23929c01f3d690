import { getTranslations } from 'next-intl/server';
import { RunScanButton } from '@/app/(desk)/scans/run-scan-button';
import { DownloadLink } from '@/app/components/download-link';
import { LinkButton } from '@/app/components/link-button';
import { requestPath } from '@/app/paths';
import type { ScanView } from '@/lib/scans/get-scan';
import type { WebsiteDetails } from '@/lib/websites/get-website';

type ReportActionsProps = { website: WebsiteDetails; scan: ScanView; mayRun: boolean };

/** What can be done with a report: scan again, or go to the request that the scan belongs to. */
export async function ReportActions({ website, scan, mayRun }: ReportActionsProps) {
  const t = await getTranslations('scans');
  return (
    <>
      {scan.submissionId && <LinkButton href={requestPath(scan.submissionId)}>{t('toRequest')}</LinkButton>}
      {scan.result && <DownloadLink href={`/scans/${scan.id}/report`}>{t('report')}</DownloadLink>}
      <RunScanButton website={website} label={t('again')} mayRun={mayRun} look="secondary" />
    </>
  );
}
