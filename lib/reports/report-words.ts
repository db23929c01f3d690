import { formatExactly } from '@/lib/i18n/format-instant';
import { listText } from '@/lib/i18n/list-text';
import type { Locale } from '@/lib/i18n/locales';
import { type Translator, translator } from '@/lib/i18n/translator';

/** The language and zone in which a report is written: an IANA zone. */
export type ReportLanguage = { locale: Locale; timeZone: string };

/** What every part of a report says things with. */
export type ReportWords = {
  t: Translator;
  locale: Locale;
  sayInstant(at: Date): string;
  joinNames(names: readonly string[]): string;
};

/** The words of one language, made once a report. */
export const reportWords = ({ locale, timeZone }: ReportLanguage): ReportWords => ({
  t: translator(locale, timeZone),
  locale,
  sayInstant: (at) => formatExactly(at, locale, timeZone),
  joinNames: (names) => listText(locale, names),
});
