import { useNow, useTranslations } from 'next-intl';
import { workingTimeLeft } from '@/lib/core/working-days';
import { DateTime } from './date-time';

type DeadlineProps = { at: Date; holidays?: ReadonlySet<string> };

/** "by Thu 14 May 18:00 · 1 working day 4 h left": the date first, the remainder in the reviewers' calendar second. */
export function Deadline({ at, holidays }: DeadlineProps) {
  const t = useTranslations('common.deadline');
  const left = workingTimeLeft(useNow(), at, holidays);
  return (
    <span>
      {t.rich('by', { date: () => <DateTime at={at} /> })}
      <span className={left.overdue ? 'text-attention' : 'font-normal text-muted'}>
        {' · '}
        {left.overdue ? t('overdue') : t('left', { days: left.days, hours: left.hours })}
      </span>
    </span>
  );
}
