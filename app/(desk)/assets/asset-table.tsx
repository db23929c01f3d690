import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { isDraft, type SubmissionStatus } from '@/lib/lifecycle/rules/status';
import type { AssessedAsset } from '@/lib/submissions/assess-assets';
import { type Column, DataTable } from '../../components/data-table';
import { DateTime } from '../../components/date-time';
import type { PersonContext } from '../../current-actor';
import { mayCause, mayDo } from '../../may-do';
import { StatusLinePill } from '../status-line-pill';
import { assetPath } from './asset-paths';
import { AssetRowMenu } from './asset-row-menu';
import { type ListQuery, sortOf } from './list-query';

type AssetTableProps = {
  rows: readonly AssessedAsset[];
  query: ListQuery;
  context: PersonContext;
};

/** The asset list: one row an asset, its name leads to the hub. */
export function AssetTable({ rows, query, context }: AssetTableProps) {
  const t = useTranslations('assets');
  const columns: Column<AssessedAsset>[] = [
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
      cell: ({ line }) => <StatusLinePill line={line} />,
    },
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
    {
      key: 'actions',
      label: t('columns.actions'),
      align: 'end',
      cell: ({ asset: { id, name, status, submissionId } }) => (
        <AssetRowMenu
          asset={{ id, name, submissionId }}
          modify={wayToModify(context, status)}
          mayDelete={mayDo(context, 'asset.delete')}
        />
      ),
    },
  ];
  return <DataTable caption={t('caption')} columns={columns} rows={rows} rowKey={({ asset }) => asset.id} />;
}

function wayToModify(context: PersonContext, status: SubmissionStatus): 'DETAILS' | 'NEW_DRAFT' | null {
  if (isDraft(status)) return mayDo(context, 'asset.edit') ? 'DETAILS' : null;
  return mayCause(context, status, 'open') ? 'NEW_DRAFT' : null;
}

function NameCell({ row: { asset, facts } }: { row: AssessedAsset }) {
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
