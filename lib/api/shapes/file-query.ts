import { z } from 'zod';
import { DEFAULT_LOCALE, LOCALES } from '@/lib/i18n/locales';
import { isZone } from '@/lib/i18n/time-zones';

/** What a file that is sent is called. */
export const fileQuery = z.strictObject({ fileName: z.string().min(1).max(255) });

/** The language and the zone in which a report is written. */
export const languageQuery = z.strictObject({
  language: z.enum(LOCALES).default(DEFAULT_LOCALE),
  zone: z.string().refine(isZone, 'field.invalid').default('UTC'),
});

export const toReportLanguage = ({ language, zone }: z.output<typeof languageQuery>) => ({
  locale: language,
  timeZone: zone,
});
