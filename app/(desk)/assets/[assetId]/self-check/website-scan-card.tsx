import Link from 'next/link';
import { useNow, useTranslations } from 'next-intl';
import { readinessSentence } from '@/app/(desk)/assets/readiness-sentence';
import { RunSelfCheck } from '@/app/(desk)/assets/run-self-check';
import { chooseScanStatus } from '@/app/(desk)/assets/scan-status';
import { Card } from '@/app/components/card';
import { DateTime } from '@/app/components/date-time';
import { StatusPill } from '@/app/components/status-pill';
import { Validity } from '@/app/components/validity';
import { scanPath, websitePath } from '@/app/paths';
import type { ScanView } from '@/lib/scans/get-scan-report';
import type { ReadinessItem, WebsiteFacts } from '@/lib/submissions/rules/readiness-facts';

type WebsiteScanCardProps = {
  site: WebsiteFacts;
  /** Newest first. */
  scans: readonly ScanView[];
  /** What this website's scans mean for the asset. */
  items: readonly ReadinessItem[];
  mayScan: boolean;
  /** The scan is what this page is for: its only website still needs one. */
  isNext: boolean;
};

/** One website with its last scans, what they mean for the asset, and the next one. */
export function WebsiteScanCard({ site, scans, items, mayScan, isNext }: WebsiteScanCardProps) {
  const t = useTranslations();
  return (
    <Card
      title={
        <span className="flex flex-wrap items-baseline gap-x-3">
          <span className="wrap-anywhere">{site.name}</span>
          {site.name !== site.host && (
            <span className="font-mono text-13 font-normal wrap-anywhere text-muted">{site.host}</span>
          )}
        </span>
      }
      aside={
        <Link href={websitePath(site.id, 'scans')} className="text-link text-13">
          {t('assets.selfCheck.allScans')}
        </Link>
      }
    >
      <div className="flex flex-col gap-4">
        {items.length > 0 && (
          <ul className="flex flex-col gap-1">
            {items.map((item) => (
              <li key={item.code}>{readinessSentence(t, item)}</li>
            ))}
          </ul>
        )}
        {scans.length > 0 && (
          <ul className="divide-y divide-line rounded-8 border border-line">
            {scans.map((scan) => (
              <ScanLine key={scan.id} scan={scan} />
            ))}
          </ul>
        )}
        <RunSelfCheck site={site} mayScan={mayScan} look={isNext ? 'primary' : 'secondary'} />
      </div>
    </Card>
  );
}

function ScanLine({ scan }: { scan: ScanView }) {
  const t = useTranslations('assets.selfCheck');
  const now = useNow();
  const isRunning = scan.status === 'QUEUED' || scan.status === 'RUNNING';
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1.5 px-3 py-2.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <StatusPill status={chooseScanStatus(scan, now)} />
        <span className="text-13">
          <DateTime at={scan.completedAt ?? scan.createdAt} />
        </span>
        {scan.validUntil !== null && (
          <span className="text-13 text-muted">
            {t('validUntil')} <Validity until={scan.validUntil} />
          </span>
        )}
        {scan.purpose === 'REVIEW' && <span className="text-13 text-muted">{t('forReview')}</span>}
      </div>
      <Link href={scanPath(scan.id)} className="text-link">
        {t(isRunning ? 'watch' : 'report')}
      </Link>
    </li>
  );
}
