import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Card } from '@/app/components/card';
import { type Column, DataTable } from '@/app/components/data-table';
import { DateTime, useInstants } from '@/app/components/date-time';
import { Folded } from '@/app/components/folded';
import { TrendChart } from '@/app/components/trend-chart';
import type { TrendPoint } from '@/app/components/trend-layout';
import { scanPath } from '@/app/paths';
import { SEVERITIES } from '@/lib/findings/rules/finding';
import type { ScanTrend, TrendScan } from '@/lib/scans/list-scan-trend';

const toPoint = ({ id, status, completedAt: at, counts, change }: TrendScan): TrendPoint => ({
  ...{ id, at, counts, change },
  isIncomplete: status === 'INCOMPLETE',
});

/** How the findings have changed from scan to scan: a sentence, a drawing, and the same as a table. */
export function TrendCard({ trend: { scans, total } }: { trend: ScanTrend }) {
  const t = useTranslations('trend');
  if (scans.length === 0) return null;
  return (
    <Card title={t('title')}>
      <div className="flex flex-col gap-4">
        <div className="text-13">
          <Sentence scans={scans} />
          {total > scans.length && (
            <p className="text-muted">{t('window', { shown: scans.length, total })}</p>
          )}
        </div>
        <TrendChart points={scans.map(toPoint)} label={t('label', { count: scans.length })} />
        <Folded summary={t('asTable')} isPrinted>
          <TrendTable scans={scans} />
        </Folded>
      </div>
    </Card>
  );
}

function Sentence({ scans }: { scans: readonly TrendScan[] }) {
  const t = useTranslations('trend');
  const show = useInstants();
  const newest = scans.at(-1);
  if (!newest) return null;
  const total = SEVERITIES.reduce((sum, severity) => sum + newest.counts[severity], 0);
  const { change } = newest;
  const before = scans.slice(0, -1).findLast(({ status }) => status === 'COMPLETE');
  if (!change || !before) return <p>{t('first', { total })}</p>;
  const at = show(before.completedAt).text;
  return (
    <p>
      {change.fixed === null
        ? t('sinceIncomplete', { total, added: change.added, at })
        : t('since', { total, added: change.added, fixed: change.fixed, at })}
    </p>
  );
}

function TrendTable({ scans }: { scans: readonly TrendScan[] }) {
  const t = useTranslations('trend');
  const severity = useTranslations('common.severity');
  const columns: Column<TrendScan>[] = [
    {
      key: 'scan',
      label: t('columns.scan'),
      isRowHeader: true,
      cell: ({ id, completedAt, status }) => (
        <div>
          <Link prefetch={false} href={scanPath(id)} className="rounded-4 font-medium hover:underline">
            <DateTime at={completedAt} />
          </Link>
          {status === 'INCOMPLETE' && <span className="block text-13 text-muted">{t('incomplete')}</span>}
        </div>
      ),
    },
    ...SEVERITIES.map(
      (name): Column<TrendScan> => ({
        key: name,
        label: severity(name),
        align: 'end',
        cell: ({ counts }) => counts[name],
      }),
    ),
    { key: 'added', label: t('columns.added'), align: 'end', cell: ({ change }) => change?.added ?? '–' },
    { key: 'fixed', label: t('columns.fixed'), align: 'end', cell: ({ change }) => change?.fixed ?? '–' },
  ];
  // The newest first, as in the list of scans.
  return (
    <DataTable caption={t('title')} columns={columns} rows={scans.toReversed()} rowKey={({ id }) => id} />
  );
}
