import { getTranslations } from 'next-intl/server';
import { RunScanButton } from '@/app/(desk)/scans/run-scan-button';
import { LinkButton } from '@/app/components/link-button';
import { requestPath } from '@/app/paths';
import type { ScanView } from '@/lib/scans/get-scan-report';
import type { WebsiteDetails } from '@/lib/websites/get-website';
import { ReportMenu } from './report-menu';

type ReportActionsProps = { website: WebsiteDetails; scan: ScanView; mayRun: boolean };

/** What can be done with a report: scan again, or go to the request that the scan belongs to. */
export async function ReportActions({ website, scan, mayRun }: ReportActionsProps) {
  const t = await getTranslations('scans');
  return (
    <>
      {scan.submissionId && <LinkButton href={requestPath(scan.submissionId)}>{t('toRequest')}</LinkButton>}
      {scan.completedAt && <ReportMenu scanId={scan.id} />}
      <RunScanButton website={website} label={t('again')} mayRun={mayRun} look="secondary" />
    </>
  );
}
