'use server';

import { cookies } from 'next/headers';
import { DAY_MS, SECOND_MS } from '@/lib/core/clock';
import { isLocale, LOCALE_COOKIE } from '@/lib/i18n/locales';
import { isZone, ZONE_COOKIE } from '@/lib/i18n/time-zones';
import { isTheme, RAIL_COOKIE, SHORTCUTS_COOKIE, THEME_COOKIE } from './preferences';

const YEAR_SECONDS = (365 * DAY_MS) / SECOND_MS;

/** Readable by no script and no other site; not marked Secure because it holds no secret and plain HTTP is a valid local set-up. */
async function remember(name: string, value: string) {
  const jar = await cookies();
  jar.set(name, value, { path: '/', maxAge: YEAR_SECONDS, sameSite: 'lax', httpOnly: true });
}

export async function chooseTheme(form: FormData): Promise<void> {
  const theme = form.get('theme');
  if (isTheme(theme)) await remember(THEME_COOKIE, theme);
}

export async function chooseLocale(form: FormData): Promise<void> {
  const locale = form.get('locale');
  if (isLocale(locale)) await remember(LOCALE_COOKIE, locale);
}

export async function chooseRail(form: FormData): Promise<void> {
  await remember(RAIL_COOKIE, form.get('rail') === 'collapsed' ? 'collapsed' : 'wide');
}

export async function chooseShortcuts(form: FormData): Promise<void> {
  await remember(SHORTCUTS_COOKIE, form.get('shortcuts') === 'off' ? 'off' : 'on');
}

/** Called by the page when the browser's time zone differs from the one that the page was written for. */
export async function rememberZone(zone: string): Promise<void> {
  if (isZone(zone)) await remember(ZONE_COOKIE, zone);
}
