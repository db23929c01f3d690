import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { StatusLinePill } from '@/app/(desk)/status-line-pill';
import { type Column, DataTable } from '@/app/components/data-table';
import { DateTime } from '@/app/components/date-time';
import { Deadline, PausedSince } from '@/app/components/deadline';
import { requestPath } from '@/app/paths';
import type { RequestRow } from '@/lib/submissions/list-submissions';

/** One row a request; the asset's name leads to it. */
export function RequestTable({ rows }: { rows: readonly RequestRow[] }) {
  const t = useTranslations('requests');
  const columns: Column<RequestRow>[] = [
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
    { key: 'status', label: t('columns.status'), cell: ({ line }) => <StatusLinePill line={line} /> },
    {
      key: 'deadline',
      label: t('columns.deadline'),
      cell: ({ line: { deadlineAt, pausedAt } }) => {
        if (pausedAt !== null) return <PausedSince at={pausedAt} />;
        return deadlineAt !== null ? (
          <Deadline at={deadlineAt} />
        ) : (
          <span className="text-muted">{t('noDeadline')}</span>
        );
      },
    },
    {
      key: 'waiting',
      label: t('columns.waiting'),
      cell: ({ line }) => <span className="whitespace-nowrap">{t(`turn.${line.turn}`)}</span>,
    },
  ];
  return <DataTable caption={t('caption')} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}

function SubmittedCell({ row }: { row: RequestRow }) {
  const t = useTranslations('requests');
  if (row.submittedAt === null) return <span className="text-muted">{t('notSubmitted')}</span>;
  return (
    <span className="flex flex-col">
      <DateTime at={row.submittedAt} />
      {row.submittedByName !== null && <span className="text-13 text-muted">{row.submittedByName}</span>}
    </span>
  );
}
