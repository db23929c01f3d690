import { cookies } from 'next/headers';
import { THEMES, type Theme } from './themes';

export const THEME_COOKIE = 'preflight-theme';
export const RAIL_COOKIE = 'preflight-rail';
export const SHORTCUTS_COOKIE = 'preflight-keys';

/** What a person chose about the look, kept in cookies so that the server renders it at once: no flash, no script. */
export type Preferences = { theme: Theme; isRailCollapsed: boolean; areShortcutsOn: boolean };

export const isTheme = (value: unknown): value is Theme => THEMES.some((theme) => theme === value);

/** The preferences of this request; anything unknown in a cookie counts as not chosen. */
export async function readPreferences(): Promise<Preferences> {
  const jar = await cookies();
  const theme = jar.get(THEME_COOKIE)?.value;
  return {
    theme: isTheme(theme) ? theme : 'system',
    isRailCollapsed: jar.get(RAIL_COOKIE)?.value === 'collapsed',
    areShortcutsOn: jar.get(SHORTCUTS_COOKIE)?.value !== 'off',
  };
}
