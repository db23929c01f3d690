import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type Column, DataTable } from '@/app/components/data-table';
import { DateTime } from '@/app/components/date-time';
import { type ShownStatus, StatusPill } from '@/app/components/status-pill';
import { useListText } from '@/app/components/use-list-text';
import { websitePath } from '@/app/paths';
import type { ListedWebsite } from '@/lib/websites/list-websites';
import { LoginPill, OwnershipPill } from './state-pills';

const SCAN_STATUS: Record<string, ShownStatus> = {
  QUEUED: 'QUEUED',
  RUNNING: 'RUNNING',
  // Whether it was clean in every class is said where its report is.
  COMPLETE: 'SCANNED',
  INCOMPLETE: 'INCOMPLETE',
  CANCELLED: 'CANCELLED',
};

export function WebsiteTable({ websites }: { websites: readonly ListedWebsite[] }) {
  const t = useTranslations('websites');
  const list = useListText();
  const columns: Column<ListedWebsite>[] = [
    {
      key: 'website',
      label: t('columns.website'),
      isRowHeader: true,
      cell: (site) => <NameCell site={site} />,
    },
    {
      key: 'ownership',
      label: t('columns.ownership'),
      cell: (site) => <OwnershipPill state={site.ownership} />,
    },
    { key: 'login', label: t('columns.login'), cell: (site) => <LoginPill state={site.login} /> },
    {
      key: 'scan',
      label: t('columns.scan'),
      cell: (site) => <ScanCell scan={site.lastScan} none={t('noScan')} />,
    },
    {
      key: 'assets',
      label: t('columns.assets'),
      cell: ({ assets }) =>
        assets.length === 0 ? (
          <span className="text-muted">{t('noAsset')}</span>
        ) : (
          list(assets.map((asset) => asset.name))
        ),
    },
    {
      key: 'updated',
      label: t('columns.updated'),
      cell: (site) => <DateTime at={site.updatedAt} isDayOnly />,
    },
  ];
  return <DataTable caption={t('caption')} columns={columns} rows={websites} rowKey={(site) => site.id} />;
}

function NameCell({ site }: { site: ListedWebsite }) {
  return (
    <span className="flex min-w-0 flex-col">
      <Link href={websitePath(site.id)} className="font-medium wrap-anywhere text-text hover:underline">
        {site.name}
      </Link>
      {site.name !== site.host && (
        <span className="font-mono text-13 font-normal wrap-anywhere text-muted">{site.host}</span>
      )}
    </span>
  );
}

function ScanCell({ scan, none }: { scan: ListedWebsite['lastScan']; none: string }) {
  const status = scan && SCAN_STATUS[scan.status];
  return status ? <StatusPill status={status} /> : <span className="text-muted">{none}</span>;
}
