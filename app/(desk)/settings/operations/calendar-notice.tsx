import { useTranslations } from 'next-intl';
import { Notice } from '@/app/components/notice';
import { reviewCalendar } from '@/lib/config/review-calendar';
import { firstUnknownYear } from '@/lib/core/china-calendar';

/** Says in time that the holidays of the next year are not known. */
export function CalendarNotice({ now }: { now: Date }) {
  const t = useTranslations('settings.operations');
  const { year, isNear } = firstUnknownYear(now, reviewCalendar());
  if (!isNear) return null;
  return (
    <Notice tone="attention" title={t('calendarEnds', { year: String(year) })}>
      {t('calendarEndsHint', { year: String(year) })}
    </Notice>
  );
}
