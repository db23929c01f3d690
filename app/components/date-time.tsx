import { useLocale, useNow, useTimeZone } from 'next-intl';
import { formatDay, formatExactly, formatInstant, formatSecond, formatZone } from '@/lib/i18n/format-instant';
import { DEFAULT_LOCALE, isLocale } from '@/lib/i18n/locales';
import { DEFAULT_ZONE } from '@/lib/i18n/time-zones';
import { type ShownInstant, TimeMark } from './time-mark';

type InstantStyle = {
  /** The day is enough: lists where the hour does not matter. */
  isDayOnly?: boolean;
  /** Rows that follow each other closely. */
  hasSeconds?: boolean;
  /** Others act by it, who may be in another zone. */
  hasZone?: boolean;
};

/** Writes instants, date first, in the reader's zone (which the server knows by cookie). */
export function useInstants(): (at: Date, style?: InstantStyle) => ShownInstant {
  const language = useLocale();
  const locale = isLocale(language) ? language : DEFAULT_LOCALE;
  const zone = useTimeZone() ?? DEFAULT_ZONE;
  const now = useNow();
  return (at, { isDayOnly = false, hasSeconds = false, hasZone = false } = {}) => {
    const format = isDayOnly ? formatDay : hasSeconds ? formatSecond : formatInstant;
    const text = format(at, locale, zone, now);
    return {
      iso: at.toISOString(),
      exact: formatExactly(at, locale, zone),
      text: hasZone ? `${text} ${formatZone(at, locale, zone)}` : text,
    };
  };
}

/** An instant in the reader's zone; the second and the zone on hover. */
export function DateTime({ at, ...style }: InstantStyle & { at: Date }) {
  const show = useInstants();
  return <TimeMark instant={show(at, style)} />;
}
