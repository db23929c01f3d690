import { getLocale, getTimeZone } from 'next-intl/server';
import { DEFAULT_LOCALE, isLocale, type Locale } from '@/lib/i18n/locales';

/** The language and zone in which a report is written: the reader's. */
export async function reportLanguage(): Promise<{ locale: Locale; timeZone: string }> {
  const [locale, timeZone] = await Promise.all([getLocale(), getTimeZone()]);
  return { locale: isLocale(locale) ? locale : DEFAULT_LOCALE, timeZone };
}
