'use client';

import { Building2, Keyboard, Languages, LogOut, Package, PlugZap, Plus, Search, Sun } from 'lucide-react';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { startTransition } from 'react';
import { assetPath, withQuery } from '@/app/paths';
import { type DeskReader, placesFor } from '@/app/places';
import { chooseLocale, chooseTheme } from '@/app/preference-actions';
import { PLACE_ICONS } from '@/app/shell/place-icons';
import type { ShellActions, ShellData } from '@/app/shell/shell-data';
import { openShellPart } from '@/app/shortcuts/shell-events';
import { THEMES, type Theme } from '@/app/themes';
import { LOCALE_NAMES, LOCALES } from '@/lib/i18n/locales';
import type { FoundAssets } from './found-assets';
import type { PaletteItem } from './match-items';

/** Sends one value to an action of the server, as the form of a menu does. */
function send(action: (form: FormData) => Promise<void>, name = '', value = ''): void {
  const form = new FormData();
  if (name !== '') form.set(name, value);
  startTransition(() => action(form));
}

/** The places that the reader has. */
export function usePlaceItems(who: DeskReader): PaletteItem[] {
  const t = useTranslations('shell');
  const router = useRouter();
  return placesFor(who).map(({ id, href }) => ({
    id: `place-${id}`,
    group: 'places',
    icon: PLACE_ICONS[id],
    label: t(id, { count: 0 }),
    run: () => router.push(href),
  }));
}

type ActionSources = { data: ShellData; actions: ShellActions; theme: Theme };

/** What the reader can do from anywhere. */
export function useActionItems({ data, actions, theme }: ActionSources): PaletteItem[] {
  const t = useTranslations('shell');
  const current = useLocale();
  const item = (id: string, icon: PaletteItem['icon'], label: string, run: () => void): PaletteItem => ({
    ...{ id, icon, label, run },
    group: 'actions',
  });
  return [
    ...(data.mayCreateAssets
      ? [item('new-asset', Plus, t('palette.newAsset'), () => openShellPart('newAsset'))]
      : []),
    ...data.organizations
      .filter(({ id }) => id !== data.organization?.id)
      .map(({ id, name }) =>
        item(`organization-${id}`, Building2, t('palette.organization', { name }), () =>
          send(actions.chooseOrganization, 'organizationId', id),
        ),
      ),
    ...LOCALES.filter((locale) => locale !== current).map((locale) =>
      item(`language-${locale}`, Languages, t('palette.language', { name: LOCALE_NAMES[locale] }), () =>
        send(chooseLocale, 'locale', locale),
      ),
    ),
    ...THEMES.filter((name) => name !== theme).map((name) =>
      item(`theme-${name}`, Sun, t('palette.theme', { name: t(`theme.${name}`) }), () =>
        send(chooseTheme, 'theme', name),
      ),
    ),
    item('shortcuts', Keyboard, t('shortcuts.title'), () => openShellPart('shortcuts')),
    item('sign-out', LogOut, t('signOut'), () => send(actions.signOut)),
  ];
}

/** For so many of the found assets the way to their connection tests is offered too. */
const MOST_TESTS = 3;

/** The assets that were found, the way to their connection tests, and the whole list where there are more. */
export function useAssetItems(text: string, found: FoundAssets | null): PaletteItem[] {
  const t = useTranslations('shell.palette');
  const status = useTranslations('common.status');
  const router = useRouter();
  if (found === null) return [];
  const item = (id: string, icon: PaletteItem['icon'], label: string, href: Route): PaletteItem => ({
    ...{ id, icon, label },
    group: 'assets',
    run: () => router.push(href),
  });
  const { assets, total } = found;
  return [
    ...assets.map((asset) => ({
      ...item(`asset-${asset.id}`, Package, asset.name, assetPath(asset.id)),
      hint: status(asset.status),
    })),
    ...(total > assets.length
      ? [item('all-assets', Search, t('allAssets', { total }), withQuery('/assets', { q: text }))]
      : []),
    ...assets
      .slice(0, MOST_TESTS)
      .map(({ id, name }) => item(`tests-${id}`, PlugZap, t('tests', { name }), assetPath(id, 'connection'))),
  ];
}
