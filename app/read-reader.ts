import { getLocale, getTimeZone } from 'next-intl/server';
import { DEFAULT_LOCALE, isLocale, type Locale } from '@/lib/i18n/locales';

/** The language and zone in which this request is read. */
export async function readReader(): Promise<{ language: Locale; zone: string }> {
  const [locale, zone] = await Promise.all([getLocale(), getTimeZone()]);
  return { language: isLocale(locale) ? locale : DEFAULT_LOCALE, zone };
}
