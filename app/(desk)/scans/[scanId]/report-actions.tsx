import type { Route } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ScanView } from '@/lib/scans/get-scan';
import type { WebsiteDetails } from '@/lib/websites/get-website';
import { DownloadLink } from '../../../components/download-link';
import { LinkButton } from '../../../components/link-button';
import { RunScanButton } from '../run-scan-button';

type ReportActionsProps = { website: WebsiteDetails; scan: ScanView; mayRun: boolean };

/** What can be done with a report: scan again, or go to the request that the scan belongs to. */
export async function ReportActions({ website, scan, mayRun }: ReportActionsProps) {
  const t = await getTranslations('scans');
  return (
    <>
      {scan.submissionId && (
        <LinkButton href={`/requests/${scan.submissionId}` as Route}>{t('toRequest')}</LinkButton>
      )}
      {scan.result && <DownloadLink href={`/scans/${scan.id}/report`}>{t('report')}</DownloadLink>}
      <RunScanButton website={website} label={t('again')} mayRun={mayRun} look="secondary" />
    </>
  );
}
