import { Command, Menu as MenuIcon, Search } from 'lucide-react';
import Form from 'next/form';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Glyph } from '@/app/components/glyph';
import { SearchField } from '@/app/components/search-field';
import { usePaletteChord } from '@/app/shortcuts/key-names';
import type { Theme } from '@/app/themes';
import { AccountMenu } from './account-menu';
import { BAR_BUTTON } from './bar-style';
import { Bell } from './bell';
import { LanguageMenu } from './language-menu';
import { RAIL_ID } from './rail';
import { SEARCH_ID } from './search-id';
import type { ShellActions, ShellData } from './shell-data';
import { ShellPartButton } from './shell-part-button';
import { ThemeMenu } from './theme-menu';

type TopBarProps = { data: ShellData; actions: ShellActions; theme: Theme };

/** Search, inbox, language, theme, account. The breadcrumb at its left belongs to the page (`Breadcrumb`). */
export function TopBar({ data, actions, theme }: TopBarProps) {
  const t = useTranslations('shell');
  return (
    <header className="sticky top-0 z-20 flex h-14 items-center gap-1 border-b border-line bg-surface px-2 md:px-6 print:hidden">
      <button type="button" popoverTarget={RAIL_ID} className={`${BAR_BUTTON} lg:hidden`}>
        <Glyph icon={MenuIcon} size={20} />
        <span className="sr-only">{t('openRail')}</span>
      </button>
      <Link prefetch={false} href="/" className="rounded-4 px-1 font-semibold lg:hidden">
        {t('product')}
      </Link>
      <div className="flex-1" />
      {data.organization !== null && <AssetSearch />}
      <PaletteButton />
      <Bell initial={data.unread} />
      <LanguageMenu />
      <ThemeMenu theme={theme} />
      <AccountMenu user={data.user} signOut={actions.signOut} />
    </header>
  );
}

/** Finds assets; on a phone the palette does. */
function AssetSearch() {
  const t = useTranslations('shell');
  return (
    <Form prefetch={false} action="/assets" role="search" className="desk-search w-64 max-md:hidden">
      <SearchField
        id={SEARCH_ID}
        name="q"
        label={t('search')}
        placeholder={t('search')}
        hasKey
        isLabelHidden
      />
    </Form>
  );
}

/** Opens the command palette for those without its keys; on a phone it is the search too. */
function PaletteButton() {
  const t = useTranslations('shell.palette');
  const chord = usePaletteChord();
  return (
    <ShellPartButton part="palette" title={`${t('title')} (${chord})`} className={BAR_BUTTON}>
      <Glyph icon={Search} size={20} className="md:hidden" />
      <Glyph icon={Command} size={20} className="max-md:hidden" />
      <span className="sr-only">{t('title')}</span>
    </ShellPartButton>
  );
}
