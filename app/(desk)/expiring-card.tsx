import Link from 'next/link';
import { useNow, useTranslations } from 'next-intl';
import { Card } from '@/app/components/card';
import { type Column, DataTable } from '@/app/components/data-table';
import { LinkButton } from '@/app/components/link-button';
import { StatusPill } from '@/app/components/status-pill';
import { Validity } from '@/app/components/validity';
import { assetPath, scanPath } from '@/app/paths';
import type { ExpiringScan } from '@/lib/submissions/overview/get-overview';

/** Scans that end soon or have ended: nobody should discover that on the day of a release. */
export function ExpiringCard({ rows, mayScan }: { rows: readonly ExpiringScan[]; mayScan: boolean }) {
  const t = useTranslations('overview.expiring');
  const columns = useColumns(mayScan);
  return (
    <Card title={t('title')} isFlush>
      {rows.length === 0 ? (
        <p className="px-4 py-5 text-muted">{t('none')}</p>
      ) : (
        <DataTable
          caption={t('title')}
          columns={columns}
          rows={rows}
          rowKey={({ assetId, websiteId }) => `${assetId} ${websiteId}`}
        />
      )}
    </Card>
  );
}

function useColumns(mayScan: boolean): Column<ExpiringScan>[] {
  const t = useTranslations('overview.expiring');
  const now = useNow();
  const columns: Column<ExpiringScan>[] = [
    {
      key: 'asset',
      label: t('asset'),
      isRowHeader: true,
      cell: ({ assetId, assetName }) => (
        <Link href={assetPath(assetId)} className="font-medium wrap-anywhere text-text hover:underline">
          {assetName}
        </Link>
      ),
    },
    {
      key: 'website',
      label: t('website'),
      cell: ({ websiteName, scanId }) => (
        <Link href={scanPath(scanId)} className="wrap-anywhere text-text hover:underline">
          {websiteName}
        </Link>
      ),
    },
    {
      key: 'until',
      label: t('until'),
      cell: ({ validUntil }) =>
        validUntil > now ? (
          <Validity until={validUntil} />
        ) : (
          <span className="inline-flex flex-wrap items-center gap-x-3 gap-y-1">
            <StatusPill status="EXPIRED" />
            <Validity until={validUntil} />
          </span>
        ),
    },
  ];
  if (mayScan)
    columns.push({
      key: 'action',
      label: t('action'),
      align: 'end',
      cell: ({ assetId }) => (
        <LinkButton href={assetPath(assetId, 'selfCheck')} size="sm">
          {t('rescan')}
        </LinkButton>
      ),
    });
  return columns;
}
