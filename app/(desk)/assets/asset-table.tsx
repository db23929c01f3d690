import { CircleCheck, type LucideIcon, OctagonX, ScanSearch, TriangleAlert } from 'lucide-react';
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
          <span className="whitespace-nowrap text-muted">{t('notSafe')}</span>
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
          <span className="whitespace-nowrap text-muted">{t('notDeclared')}</span>
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

type ReadyState = 'underReview' | 'blocked' | 'doomed' | 'ready';

const READY_LOOKS: Record<ReadyState, { icon: LucideIcon; colour: string }> = {
  underReview: { icon: ScanSearch, colour: 'text-muted' },
  blocked: { icon: OctagonX, colour: 'text-attention' },
  doomed: { icon: TriangleAlert, colour: 'text-attention' },
  ready: { icon: CircleCheck, colour: 'text-success' },
};

function readyState({ asset, readiness }: AssetOverview): ReadyState {
  if (asset.status === 'SCANNING' || asset.status === 'REVIEWING') return 'underReview';
  if (!readiness.isReady) return 'blocked';
  return readiness.warnings.some(({ code }) => code === 'HIGH_FINDINGS') ? 'doomed' : 'ready';
}

function ReadyCell({ row }: { row: AssetOverview }) {
  const t = useTranslations('assets.ready');
  const state = readyState(row);
  const { icon, colour } = READY_LOOKS[state];
  const words = {
    underReview: t('underReview'),
    blocked: t('blockers', { count: row.readiness.blockers.length }),
    doomed: t('doomed'),
    ready: t('nothing'),
  }[state];
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <Glyph of={icon} size={14} className={colour} />
      {words}
    </span>
  );
}
