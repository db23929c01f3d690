import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type Column, DataTable } from '@/app/components/data-table';
import { DateTime } from '@/app/components/date-time';
import { Deadline } from '@/app/components/deadline';
import { SeverityBadge } from '@/app/components/severity-badge';
import { reviewPath } from '@/app/paths';
import type { QueueRow } from '@/lib/appeals/review/store';

/** One row a request under review; its name leads to its review. */
export function QueueTable({ rows }: { rows: readonly QueueRow[] }) {
  const t = useTranslations('review');
  const columns: Column<QueueRow>[] = [
    {
      key: 'asset',
      label: t('columns.asset'),
      isRowHeader: true,
      cell: (row) => (
        <span className="flex flex-col">
          <Link
            href={reviewPath(row.submissionId)}
            className="font-medium wrap-anywhere text-text hover:underline"
          >
            {row.assetName} <span className="font-normal text-muted tabular-nums">#{row.number}</span>
          </Link>
          <span className="text-13 font-normal wrap-anywhere text-muted">{row.organizationName}</span>
        </span>
      ),
    },
    { key: 'kind', label: t('columns.kind'), cell: ({ kind }) => t(`kinds.${kind}`) },
    {
      key: 'severity',
      label: t('columns.severity'),
      cell: ({ worstScore }) =>
        worstScore === null ? (
          <span className="text-muted">{t('noFindings')}</span>
        ) : (
          <span className="inline-flex items-center gap-2">
            <SeverityBadge severity="HIGH" />
            <span className="tabular-nums">{worstScore.toFixed(1)}</span>
          </span>
        ),
    },
    {
      key: 'findings',
      label: t('columns.findings'),
      align: 'end',
      cell: ({ judged, blocking }) =>
        blocking > 0 ? t('judged', { judged, blocking }) : <span className="text-muted">{t('nothing')}</span>,
    },
    { key: 'since', label: t('columns.since'), cell: ({ since }) => <DateTime at={since} /> },
    {
      key: 'deadline',
      label: t('columns.deadline'),
      cell: ({ deadlineAt }) =>
        deadlineAt ? <Deadline at={deadlineAt} /> : <span className="text-muted">{t('noDeadline')}</span>,
    },
  ];
  return (
    <DataTable caption={t('caption')} columns={columns} rows={rows} rowKey={(row) => row.submissionId} />
  );
}
