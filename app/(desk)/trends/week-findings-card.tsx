import { useTranslations } from 'next-intl';
import { Card } from '@/app/components/card';
import { type Column, DataTable } from '@/app/components/data-table';
import { DateTime } from '@/app/components/date-time';
import { Folded } from '@/app/components/folded';
import { TrendChart } from '@/app/components/trend-chart';
import type { TrendPoint } from '@/app/components/trend-layout';
import { SEVERITIES } from '@/lib/findings/rules/finding';
import type { WeekFindings } from '@/lib/scans/rules/weekly-findings';
import { WEEKLY_LIMITS, type WeeklyFindings } from '@/lib/scans/weekly/list-weekly-findings';

const toPoint = ({ from, counts, change }: WeekFindings): TrendPoint => ({
  ...{ id: from.toISOString(), at: from, counts, change },
  isIncomplete: false,
});

/** Findings by week: a sentence, a drawing, and the same as a table. */
export function WeekFindingsCard({ findings: { weeks, shown, total, isCut } }: { findings: WeeklyFindings }) {
  const t = useTranslations('trends.findings');
  const trend = useTranslations('trend');
  const newest = weeks.at(-1);
  if (weeks.every(({ websites }) => websites === 0))
    return (
      <Card title={t('title')}>
        <p className="text-muted">{t('none')}</p>
      </Card>
    );
  return (
    <Card title={t('title')}>
      <div className="flex flex-col gap-4">
        <div className="text-13">
          {newest && <Sentence week={newest} />}
          <p className="max-w-reading text-muted">{t('how')}</p>
          {total > shown && <p className="text-muted">{t('sites', { shown, total })}</p>}
          {isCut && <p className="text-muted">{t('cut', { scans: WEEKLY_LIMITS.atMostScans })}</p>}
        </div>
        <TrendChart isDayOnly points={weeks.map(toPoint)} label={t('label')} />
        <Folded summary={trend('asTable')} isPrinted>
          <FindingsTable weeks={weeks} />
        </Folded>
      </div>
    </Card>
  );
}

function Sentence({ week: { counts, websites, change } }: { week: WeekFindings }) {
  const t = useTranslations('trends.findings');
  const total = SEVERITIES.reduce((sum, severity) => sum + counts[severity], 0);
  return (
    <p>
      {t('now', { total, websites })} {change ? t('changed', change) : t('unchanged')}
    </p>
  );
}

function FindingsTable({ weeks }: { weeks: readonly WeekFindings[] }) {
  const t = useTranslations('trends');
  const trend = useTranslations('trend.columns');
  const severity = useTranslations('common.severity');
  const columns: Column<WeekFindings>[] = [
    {
      key: 'week',
      label: t('week'),
      isRowHeader: true,
      cell: ({ from }) => <DateTime at={from} isDayOnly />,
    },
    {
      key: 'websites',
      label: t('findings.websites'),
      align: 'end',
      cell: ({ websites }) => websites,
    },
    ...SEVERITIES.map(
      (name): Column<WeekFindings> => ({
        key: name,
        label: severity(name),
        align: 'end',
        cell: ({ counts, websites }) => (websites === 0 ? '–' : counts[name]),
      }),
    ),
    { key: 'added', label: trend('added'), align: 'end', cell: ({ change }) => change?.added ?? '–' },
    { key: 'fixed', label: trend('fixed'), align: 'end', cell: ({ change }) => change?.fixed ?? '–' },
  ];
  // The newest first, as in the trend of a website.
  return (
    <DataTable
      caption={t('findings.title')}
      columns={columns}
      rows={weeks.toReversed()}
      rowKey={({ from }) => from.toISOString()}
    />
  );
}
