import { useTranslations } from 'next-intl';
import { BarChart } from '@/app/components/bar-chart';
import { Card } from '@/app/components/card';
import { type Column, DataTable } from '@/app/components/data-table';
import { DateTime } from '@/app/components/date-time';
import { Folded } from '@/app/components/folded';
import type { ReviewLoad } from '@/lib/appeals/review/get-review-load';
import type { AgeBucket, LoadWeek } from '@/lib/appeals/rules/review-load';

/** What came in and was decided, and how long open reviews have waited: each a drawing and the same as a table. */
export function LoadCard({ load: { weeks, ages } }: { load: ReviewLoad }) {
  const t = useTranslations('review.load');
  return (
    <Card title={t('title')}>
      <div className="flex flex-col gap-4">
        <p className="text-13 text-muted">{t('lead')}</p>
        <div className="grid gap-8 lg:grid-cols-2">
          <Flow weeks={weeks} />
          <Ages ages={ages} />
        </div>
      </div>
    </Card>
  );
}

function Flow({ weeks }: { weeks: readonly LoadWeek[] }) {
  const t = useTranslations('review.load');
  const columns: Column<LoadWeek>[] = [
    {
      key: 'week',
      label: t('week'),
      isRowHeader: true,
      cell: ({ from }) => <DateTime at={from} isDayOnly />,
    },
    { key: 'came', label: t('came'), align: 'end', cell: ({ came }) => came },
    { key: 'decided', label: t('decided'), align: 'end', cell: ({ decided }) => decided },
  ];
  const [first, last] = [weeks[0], weeks.at(-1)];
  return (
    <section className="flex min-w-0 flex-col gap-3">
      <h3 className="text-14 font-semibold">{t('flow')}</h3>
      {weeks.every(({ came, decided }) => came + decided === 0) ? (
        <p className="text-muted">{t('none', { weeks: weeks.length })}</p>
      ) : (
        <>
          <BarChart
            label={t('flow')}
            series={[t('came'), t('decided')]}
            groups={weeks.map(({ from, came, decided }) => ({
              key: from.toISOString(),
              values: [came, decided],
            }))}
            ends={
              first &&
              last && [
                <DateTime key="a" at={first.from} isDayOnly />,
                <DateTime key="b" at={last.from} isDayOnly />,
              ]
            }
          />
          <Folded summary={t('table')} isPrinted>
            <DataTable
              isNarrow
              caption={t('flow')}
              columns={columns}
              rows={weeks}
              rowKey={({ from }) => from.toISOString()}
            />
          </Folded>
        </>
      )}
    </section>
  );
}

function Ages({ ages }: { ages: readonly AgeBucket[] }) {
  const t = useTranslations('review.load');
  const name = ({ from, until }: AgeBucket) =>
    until === null ? t('andMore', { from }) : t('between', { from, until: until - 1 });
  const columns: Column<AgeBucket>[] = [
    { key: 'age', label: t('age'), isRowHeader: true, cell: name },
    { key: 'open', label: t('open'), align: 'end', cell: ({ open }) => open },
    { key: 'overdue', label: t('overdue'), align: 'end', cell: ({ overdue }) => overdue },
  ];
  return (
    <section className="flex min-w-0 flex-col gap-3">
      <h3 className="text-14 font-semibold">{t('ages')}</h3>
      {ages.every(({ open }) => open === 0) ? (
        <p className="text-muted">{t('noneOpen')}</p>
      ) : (
        <>
          <BarChart
            label={t('ages')}
            series={[t('open'), t('overdue')]}
            groups={ages.map(({ from, open, overdue }) => ({ key: String(from), values: [open, overdue] }))}
            names={ages.map(name)}
          />
          <Folded summary={t('table')} isPrinted>
            <DataTable
              isNarrow
              caption={t('ages')}
              columns={columns}
              rows={ages}
              rowKey={({ from }) => String(from)}
            />
          </Folded>
        </>
      )}
    </section>
  );
}
