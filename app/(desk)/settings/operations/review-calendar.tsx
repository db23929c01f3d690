import { useFormatter, useTranslations } from 'next-intl';
import { Card } from '@/app/components/card';
import { DefinitionList } from '@/app/components/definition-list';
import { Notice } from '@/app/components/notice';
import { operatorsDays, reviewCalendar } from '@/lib/config/review-calendar';
import { ANNOUNCED_YEARS } from '@/lib/core/china-calendar';
import { firstUnknownYear } from '@/lib/core/working-days';

/** The days by which deadlines are reckoned, and in time that those of the next year are not known. */
export function ReviewCalendar({ now }: { now: Date }) {
  const t = useTranslations('settings.operations.calendar');
  const format = useFormatter();
  const { daysOff, makeUpDays } = operatorsDays();
  const list = (days: ReadonlySet<string>) => format.list([...days].sort(), { type: 'unit' }) || t('none');
  const { year, isNear } = firstUnknownYear(now, reviewCalendar());
  return (
    <Card title={t('title')}>
      <div className="flex flex-col gap-4">
        {isNear && (
          <Notice tone="attention" title={t('ends', { year: String(year) })}>
            {t('endsHint')}
          </Notice>
        )}
        <DefinitionList
          items={[
            {
              term: t('announced'),
              value: t('years', { first: String(ANNOUNCED_YEARS.first), last: String(ANNOUNCED_YEARS.last) }),
            },
            { term: t('daysOff'), value: list(daysOff) },
            { term: t('makeUpDays'), value: list(makeUpDays) },
          ]}
        />
      </div>
    </Card>
  );
}
