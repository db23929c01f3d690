import { madeOnce } from '@/lib/core/made-once';
import type { Locale } from './locales';

/** English dates are written day first, with a 24-hour clock: "Thu 14 May 18:00". */
const FORMAT_TAGS: Record<Locale, string> = { en: 'en-GB', 'zh-CN': 'zh-CN' };

const keep = madeOnce<Intl.DateTimeFormat>();

/** Formatters cost a thousand times what formatting does: one per language, zone and shape is kept. */
function formatter(locale: Locale, timeZone: string, shape: string, options: Intl.DateTimeFormatOptions) {
  const make = () => new Intl.DateTimeFormat(FORMAT_TAGS[locale], { ...options, timeZone });
  return keep(`${locale} ${timeZone} ${shape}`, make);
}

/** The day alone: "Thu 14 May", with the year if it is not the one of `now`. */
export function formatDay(at: Date, locale: Locale, timeZone: string, now: Date): string {
  const year = formatter(locale, timeZone, 'year', { year: 'numeric' });
  const isThisYear = year.format(at) === year.format(now);
  const shape = { weekday: 'short', day: 'numeric', month: 'short' } as const;
  const text = isThisYear
    ? formatter(locale, timeZone, 'day', shape).format(at)
    : formatter(locale, timeZone, 'day of year', { ...shape, year: 'numeric' }).format(at);
  return text.replaceAll(',', '');
}

/** Hours and minutes: "18:00". */
export const formatTime = (at: Date, locale: Locale, timeZone: string): string =>
  formatter(locale, timeZone, 'time', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);

/** An instant, date first: "Thu 14 May 18:00". */
export const formatInstant = (at: Date, locale: Locale, timeZone: string, now: Date): string =>
  `${formatDay(at, locale, timeZone, now)} ${formatTime(at, locale, timeZone)}`;

/** An instant to the second: "Thu 14 May 18:00:07", where rows follow each other closely. */
export const formatSecond = (at: Date, locale: Locale, timeZone: string, now: Date): string =>
  `${formatInstant(at, locale, timeZone, now)}:${String(at.getUTCSeconds()).padStart(2, '0')}`;

/** The zone in short, as it is at that instant: "GMT+8", "CEST". */
export function formatZone(at: Date, locale: Locale, timeZone: string): string {
  const parts = formatter(locale, timeZone, 'zone', { hour: '2-digit', timeZoneName: 'short' }).formatToParts(
    at,
  );
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}

/** To the second and with its zone, for those who compare with a log: "Thursday 14 May 2026 18:00:07 CST (Asia/Shanghai)". */
export function formatExactly(at: Date, locale: Locale, timeZone: string): string {
  const text = formatter(locale, timeZone, 'exact', { dateStyle: 'full', timeStyle: 'long' }).format(at);
  return `${text} (${timeZone})`;
}
