import { useTranslations } from 'next-intl';
import { BarChart } from '@/app/components/bar-chart';
import { Card } from '@/app/components/card';
import { type Column, DataTable } from '@/app/components/data-table';
import { DateTime } from '@/app/components/date-time';
import { Folded } from '@/app/components/folded';
import { WEEKLY_CALLS, type WeeklyCalls } from '@/lib/messages/list-weekly-calls';
import type { WeekCalls } from '@/lib/messages/rules/weekly-calls';

/** Calls by week: what passed, and how long answers took, each a drawing and the same as a table. */
export function WeekCallsCard({ calls: { weeks, isCut } }: { calls: WeeklyCalls }) {
  const t = useTranslations('trends.calls');
  if (weeks.every(({ calls }) => calls === 0))
    return (
      <Card title={t('title')}>
        <p className="text-muted">{t('none')}</p>
      </Card>
    );
  return (
    <Card title={t('title')}>
      <div className="flex flex-col gap-4">
        <div className="text-13 text-muted">
          <p className="max-w-reading">{t('how')}</p>
          {isCut && <p>{t('cut', { calls: WEEKLY_CALLS })}</p>}
        </div>
        <div className="grid gap-8 lg:grid-cols-2">
          <Series weeks={weeks} label={t('rate')} bars={['passedPercent']} counts={['calls', 'passed']} />
          <Series weeks={weeks} label={t('duration')} bars={['p95Ms', 'medianMs']} counts={['answered']} />
        </div>
        <p className="max-w-reading text-13 text-muted">{t('durationHow')}</p>
      </div>
    </Card>
  );
}

const NAMES = {
  calls: 'calls',
  passed: 'passed',
  answered: 'answered',
  passedPercent: 'share',
  medianMs: 'median',
  p95Ms: 'p95',
} as const;
type Bar = 'passedPercent' | 'medianMs' | 'p95Ms';

type SeriesProps = {
  weeks: readonly WeekCalls[];
  label: string;
  bars: readonly [Bar, Bar?];
  /** What the table has more than the drawing. */
  counts: readonly ('calls' | 'passed' | 'answered')[];
};

function Series({ weeks, label, bars: [first, second], counts }: SeriesProps) {
  const t = useTranslations('trends');
  const trend = useTranslations('trend');
  const bars = second ? [first, second] : [first];
  const [from, until] = [weeks[0], weeks.at(-1)];
  const columns: Column<WeekCalls>[] = [
    {
      key: 'week',
      label: t('week'),
      isRowHeader: true,
      cell: (week) => <DateTime at={week.from} isDayOnly />,
    },
    ...[...counts, ...bars].map(
      (name): Column<WeekCalls> => ({
        key: name,
        label: t(`calls.${NAMES[name]}`),
        align: 'end',
        cell: (week) => week[name] ?? '–',
      }),
    ),
  ];
  return (
    <section className="flex min-w-0 flex-col gap-3">
      <h3 className="text-14 font-semibold">{label}</h3>
      <BarChart
        label={label}
        series={
          second ? [t(`calls.${NAMES[first]}`), t(`calls.${NAMES[second]}`)] : [t(`calls.${NAMES[first]}`)]
        }
        groups={weeks.map((week) => ({
          key: week.from.toISOString(),
          values: bars.map((bar) => week[bar] ?? 0),
        }))}
        ends={
          from &&
          until && [
            <DateTime key="a" at={from.from} isDayOnly />,
            <DateTime key="b" at={until.from} isDayOnly />,
          ]
        }
      />
      <Folded summary={trend('asTable')} isPrinted>
        <DataTable
          caption={label}
          columns={columns}
          rows={weeks.toReversed()}
          rowKey={(week) => week.from.toISOString()}
        />
      </Folded>
    </section>
  );
}
