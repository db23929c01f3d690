import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { systemClock } from '@/lib/core/clock';
import { LOCALE_COOKIE, resolveLocale } from './locales';
import { loadMessages } from './messages';
import { resolveZone, ZONE_COOKIE } from './time-zones';

/** What next-intl needs for one request: language, texts, the reader's zone, and one instant that is "now" on the whole page. */
export default getRequestConfig(async () => {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const locale = resolveLocale(jar.get(LOCALE_COOKIE)?.value, head.get('accept-language'));
  return {
    locale,
    messages: loadMessages(locale),
    timeZone: resolveZone(jar.get(ZONE_COOKIE)?.value),
    now: systemClock.now(),
  };
});
