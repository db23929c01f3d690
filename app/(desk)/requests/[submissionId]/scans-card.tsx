import Link from 'next/link';
import { useNow, useTranslations } from 'next-intl';
import { chooseScanStatus } from '@/app/(desk)/assets/scan-status';
import { Card } from '@/app/components/card';
import { DateTime } from '@/app/components/date-time';
import { StatusPill } from '@/app/components/status-pill';
import { Validity } from '@/app/components/validity';
import { scanPath } from '@/app/paths';
import type { ScanView } from '@/lib/scans/get-scan-report';

/** The scans of the last sending, each with the way to its report. */
export function ScansCard({ scans }: { scans: readonly ScanView[] }) {
  const t = useTranslations('requests.scans');
  const now = useNow();
  if (scans.length === 0) return null;
  return (
    <Card title={t('title')} isFlush>
      <ul className="divide-y divide-line">
        {scans.map((scan) => (
          <li
            key={scan.id}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1.5 px-4 py-2.5"
          >
            <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
              <span className="font-mono text-13 wrap-anywhere">{scan.host}</span>
              <StatusPill status={chooseScanStatus(scan, now)} />
              <span className="text-13 text-muted">
                {scan.validUntil === null ? (
                  <DateTime at={scan.completedAt ?? scan.createdAt} />
                ) : (
                  <>
                    {t('validUntil')} <Validity until={scan.validUntil} />
                  </>
                )}
              </span>
            </div>
            <Link href={scanPath(scan.id)} className="text-link">
              {t(scan.status === 'QUEUED' || scan.status === 'RUNNING' ? 'watch' : 'report')}
              <span className="sr-only"> {scan.host}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
