import { CircleCheck, OctagonX, ScanSearch } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { AssetOverview } from '@/lib/submissions/list-assets';
import { type Column, DataTable } from '../../components/data-table';
import { DateTime } from '../../components/date-time';
import { Glyph } from '../../components/glyph';
import { StatusPill } from '../../components/status-pill';
import { assetPath } from './asset-paths';
import { type ListQuery, sortOf } from './list-query';

type AssetTableProps = { rows: readonly AssetOverview[]; query: ListQuery };

/** The asset list: one row an asset, its name leads to the hub. */
export function AssetTable({ rows, query }: AssetTableProps) {
  const t = useTranslations('assets');
  const columns: Column<AssetOverview>[] = [
    {
      key: 'name',
      label: t('columns.name'),
      sort: sortOf(query, 'name'),
      isRowHeader: true,
      cell: (row) => <NameCell row={row} />,
    },
    {
      key: 'status',
      label: t('columns.status'),
      sort: sortOf(query, 'status'),
      cell: ({ asset }) => <StatusPill status={asset.status} />,
    },
    { key: 'ready', label: t('columns.ready'), cell: (row) => <ReadyCell row={row} /> },
    {
      key: 'validUntil',
      label: t('columns.validUntil'),
      cell: ({ readiness }) =>
        readiness.releaseSafeUntil === null ? (
          <span className="text-muted">{t('noValidScan')}</span>
        ) : (
          <DateTime at={readiness.releaseSafeUntil} isDayOnly />
        ),
    },
    {
      key: 'connection',
      label: t('columns.connection'),
      align: 'end',
      cell: ({ facts: { connection } }) =>
        connection.cases.length === 0 ? (
          <span className="text-muted">{t('notDeclared')}</span>
        ) : (
          t('cases', {
            passed: connection.cases.filter(({ state }) => state === 'PASSED').length,
            total: connection.cases.length,
          })
        ),
    },
    {
      key: 'updated',
      label: t('columns.updated'),
      sort: sortOf(query, 'updated'),
      cell: ({ asset }) => <DateTime at={asset.updatedAt} />,
    },
  ];
  return <DataTable caption={t('caption')} columns={columns} rows={rows} rowKey={({ asset }) => asset.id} />;
}

function NameCell({ row: { asset, facts } }: { row: AssetOverview }) {
  const t = useTranslations('assets');
  const [first, ...others] = facts.websites;
  return (
    <span className="flex min-w-0 flex-col">
      <Link href={assetPath(asset.id)} className="font-medium wrap-anywhere text-text hover:underline">
        {asset.name}
      </Link>
      <span className="text-13 font-normal wrap-anywhere text-muted">
        {first === undefined ? t('noWebsite') : <span className="font-mono">{first.host}</span>}
        {others.length > 0 && ` ${t('andMore', { count: others.length })}`}
      </span>
    </span>
  );
}

function ReadyCell({ row: { asset, readiness } }: { row: AssetOverview }) {
  const t = useTranslations('assets.ready');
  if (asset.status === 'SCANNING' || asset.status === 'REVIEWING')
    return (
      <span className="inline-flex items-center gap-1.5 text-muted">
        <Glyph of={ScanSearch} size={14} />
        {t('underReview')}
      </span>
    );
  return readiness.isReady ? (
    <span className="inline-flex items-center gap-1.5 text-success">
      <Glyph of={CircleCheck} size={14} />
      {t('nothing')}
    </span>
  ) : (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <Glyph of={OctagonX} size={14} className="text-attention" />
      {t('blockers', { count: readiness.blockers.length })}
    </span>
  );
}
