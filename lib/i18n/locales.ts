/** The languages of the product, as BCP 47 tags; the first is the default. */
export const LOCALES = ['en', 'zh-CN'] as const;
export type Locale = (typeof LOCALES)[number];

export const DEFAULT_LOCALE: Locale = 'en';

/** Each language in its own words: these names are never translated. */
export const LOCALE_NAMES: Record<Locale, string> = { en: 'English', 'zh-CN': '简体中文' };

/** Cookie that keeps the language a person chose; without it the browser's Accept-Language decides. */
export const LOCALE_COOKIE = 'preflight-locale';

export const isLocale = (value: unknown): value is Locale => LOCALES.some((locale) => locale === value);

/** Our language for a tag of another region or script (`zh-Hans`, `en-GB`), by its primary subtag. */
function nearestLocale(tag: string): Locale | undefined {
  const primary = tag.toLowerCase().split('-')[0];
  return LOCALES.find((locale) => locale.toLowerCase().split('-')[0] === primary);
}

/**
 * The best language for an Accept-Language header (RFC 9110 §12.5.4): highest weight first, equal weights in
 * the order written; weight 0 means "not this one". Anything unreadable falls back to the default.
 */
export function negotiateLocale(acceptLanguage: string | null | undefined): Locale {
  const wishes = (acceptLanguage ?? '').split(',').flatMap((part) => {
    const [tag = '', ...parameters] = part.trim().split(';');
    const weight = parameters
      .map((text) => /^\s*q=([\d.]+)\s*$/.exec(text)?.[1])
      .find((text) => text !== undefined);
    const quality = weight === undefined ? 1 : Number(weight);
    return tag !== '' && quality > 0 ? [{ tag, quality }] : [];
  });
  const ordered = wishes.sort((a, b) => b.quality - a.quality);
  for (const wish of ordered) {
    const locale = nearestLocale(wish.tag);
    if (locale !== undefined) return locale;
  }
  return DEFAULT_LOCALE;
}

/** The language of a request: the cookie's if it names one of ours, else the browser's wish. */
export const resolveLocale = (
  cookie: string | undefined,
  acceptLanguage: string | null | undefined,
): Locale => (isLocale(cookie) ? cookie : negotiateLocale(acceptLanguage));

/** The language of a request whose cookies nobody has read yet. */
export function localeOfHeaders(
  cookies: string | null | undefined,
  acceptLanguage: string | null | undefined,
): Locale {
  const chosen = (cookies ?? '')
    .split(';')
    .map((pair) => pair.trim().split('='))
    .find(([name]) => name === LOCALE_COOKIE)?.[1];
  return resolveLocale(chosen, acceptLanguage);
}
