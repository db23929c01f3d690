import { useLocale, useNow, useTimeZone } from 'next-intl';
import { formatDay, formatExactly, formatInstant, formatZone } from '@/lib/i18n/format-instant';
import { DEFAULT_LOCALE, isLocale } from '@/lib/i18n/locales';
import { DEFAULT_ZONE } from '@/lib/i18n/time-zones';

type DateTimeProps = {
  at: Date;
  /** The day is enough: lists where the hour does not matter. */
  isDayOnly?: boolean;
  /** Others act by it, who may be in another zone. */
  hasZone?: boolean;
};

/** An instant, date first, in the reader's zone (which the server knows by cookie); the second and the zone on hover. */
export function DateTime({ at, isDayOnly = false, hasZone = false }: DateTimeProps) {
  const language = useLocale();
  const locale = isLocale(language) ? language : DEFAULT_LOCALE;
  const zone = useTimeZone() ?? DEFAULT_ZONE;
  const now = useNow();
  const format = isDayOnly ? formatDay : formatInstant;
  return (
    <time
      dateTime={at.toISOString()}
      title={formatExactly(at, locale, zone)}
      className="whitespace-nowrap tabular-nums"
    >
      {format(at, locale, zone, now)}
      {hasZone && ` ${formatZone(at, locale, zone)}`}
    </time>
  );
}
