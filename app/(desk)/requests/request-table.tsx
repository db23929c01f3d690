import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { whatHappensNext } from '@/lib/submissions/rules/what-happens-next';
import type { SubmissionRow } from '@/lib/submissions/store';
import { type Column, DataTable } from '../../components/data-table';
import { DateTime } from '../../components/date-time';
import { Deadline } from '../../components/deadline';
import { StatusPill } from '../../components/status-pill';
import { requestPath } from '../assets/asset-paths';

/** Approved ones that a newer approval replaced are history. */
export const shownStatus = ({ status, supersededAt }: Pick<SubmissionRow, 'status' | 'supersededAt'>) =>
  supersededAt === null ? status : 'SUPERSEDED';

/** One row a request; the asset's name leads to it. */
export function RequestTable({ rows }: { rows: readonly SubmissionRow[] }) {
  const t = useTranslations('requests');
  const columns: Column<SubmissionRow>[] = [
    {
      key: 'asset',
      label: t('columns.asset'),
      isRowHeader: true,
      cell: (row) => (
        <Link href={requestPath(row.id)} className="font-medium wrap-anywhere text-text hover:underline">
          {row.assetName} <span className="font-normal text-muted tabular-nums">#{row.number}</span>
        </Link>
      ),
    },
    { key: 'submitted', label: t('columns.submitted'), cell: (row) => <SubmittedCell row={row} /> },
    { key: 'status', label: t('columns.status'), cell: (row) => <StatusPill status={shownStatus(row)} /> },
    {
      key: 'deadline',
      label: t('columns.deadline'),
      cell: ({ status, deadlineAt }) =>
        status === 'REVIEWING' && deadlineAt !== null ? (
          <Deadline at={deadlineAt} />
        ) : (
          <span className="text-muted">{t('noDeadline')}</span>
        ),
    },
    {
      key: 'waiting',
      label: t('columns.waiting'),
      cell: ({ status, deadlineAt }) => (
        <span className="whitespace-nowrap">
          {t(`turn.${whatHappensNext(status, true, deadlineAt).turn}`)}
        </span>
      ),
    },
  ];
  return <DataTable caption={t('caption')} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}

function SubmittedCell({ row }: { row: SubmissionRow }) {
  const t = useTranslations('requests');
  if (row.submittedAt === null) return <span className="text-muted">{t('notSubmitted')}</span>;
  return (
    <span className="flex flex-col">
      <DateTime at={row.submittedAt} />
      {row.submittedByName !== null && <span className="text-13 text-muted">{row.submittedByName}</span>}
    </span>
  );
}
