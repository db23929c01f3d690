import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { runPath } from '@/app/(desk)/assets/[assetId]/connection/connection-paths';
import { type Column, DataTable } from '@/app/components/data-table';
import { DateTime } from '@/app/components/date-time';
import { useListText } from '@/app/components/use-list-text';
import type { RunSummary } from '@/lib/connection-tests/get-connection-runs';
import { GradeBadge } from './grade-badge';
import { RunPill } from './run-pill';
import { useDuration } from './use-duration';

type RunHistoryProps = { assetId: string; runs: readonly RunSummary[] };

/** The last runs; each opens by its address. */
export function RunHistory({ assetId, runs }: RunHistoryProps) {
  const t = useTranslations('connection-run');
  const formatDuration = useDuration();
  const list = useListText();
  const nameRequester = ({ kind, requestedBy }: RunSummary) =>
    kind === 'PROBE' ? t('history.probe') : (requestedBy ?? t('history.former'));
  const columns: Column<RunSummary>[] = [
    {
      key: 'started',
      label: t('history.started'),
      isRowHeader: true,
      cell: (run) => (
        <Link prefetch={false} href={runPath(assetId, run.id)} className="w-fit rounded-4 text-link">
          <DateTime at={run.createdAt} />
        </Link>
      ),
    },
    { key: 'who', label: t('history.who'), cell: nameRequester },
    {
      key: 'what',
      label: t('history.what'),
      cell: ({ sections }) => list(sections.map((section) => t(`section.${section}`))),
    },
    {
      key: 'result',
      label: t('history.result'),
      cell: (run) => (
        <span className="flex flex-col gap-1 max-md:items-end">
          <RunPill run={run} />
          <span className="text-13 text-muted tabular-nums">
            {t('history.passed', { passed: run.tally.passed, of: run.tally.of })}
          </span>
        </span>
      ),
    },
    {
      key: 'grade',
      label: t('history.grade'),
      cell: ({ grade }) => (grade ? <GradeBadge grade={grade} size="sm" /> : t('history.none')),
    },
    {
      key: 'duration',
      label: t('history.duration'),
      align: 'end',
      cell: (run) => formatDuration(run) ?? t('history.none'),
    },
  ];
  return <DataTable caption={t('history.caption')} columns={columns} rows={runs} rowKey={({ id }) => id} />;
}
