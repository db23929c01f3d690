import { useNow, useTranslations } from 'next-intl';
import { reviewCalendar } from '@/lib/config/review-calendar';
import {
  isYearKnown,
  keptWorkingDays,
  reviewYear,
  type WorkingCalendar,
  workingTimeLeft,
} from '@/lib/core/working-days';
import { DateTime } from './date-time';

type DeadlineProps = {
  at: Date;
  /** The days on which reviewers work; those by which deadlines are reckoned. */
  calendar?: WorkingCalendar;
};

/**
 * "by Thu 14 May 12:00 CEST · 3 working days left (China time)": the date first, in the reader's zone, the remainder in
 * the reviewers' calendar second.
 * Server components only.
 */
export function Deadline({ at, calendar = reviewCalendar() }: DeadlineProps) {
  const t = useTranslations('common.deadline');
  const left = workingTimeLeft(useNow(), at, calendar);
  return (
    <span>
      {t.rich('by', { date: () => <DateTime at={at} hasZone /> })}
      <span className={left.overdue ? 'text-attention' : 'font-normal text-muted'}>
        {' · '}
        {left.overdue ? t('overdue') : t('left', { days: left.days, hours: left.hours })}
      </span>
      {!left.overdue && !isYearKnown(reviewYear(at), calendar) && (
        <span className="text-attention"> {t('yearUnknown', { year: String(reviewYear(at)) })}</span>
      )}
    </span>
  );
}

/** While the reviewers wait for the seller there is no deadline but an end of the pause. */
export function PausedSince({ at }: { at: Date }) {
  const t = useTranslations('common.deadline');
  return t.rich('paused', { date: () => <DateTime at={at} hasZone /> });
}

/** The same with the working days that are left when the seller has replied. */
export function PausedDeadline({ at, pausedAt }: { at: Date; pausedAt: Date }) {
  const t = useTranslations('common.deadline');
  const days = keptWorkingDays({ deadlineAt: at, pausedAt }, reviewCalendar());
  return (
    <span>
      <PausedSince at={pausedAt} />
      <span className={days === 0 ? 'text-attention' : 'font-normal text-muted'}>
        {' · '}
        {days === 0 ? t('overdue') : t('left', { days, hours: 0 })}
      </span>
    </span>
  );
}
