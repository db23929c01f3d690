import { CircleUser, Keyboard, LogOut, Settings } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Glyph } from '@/app/components/glyph';
import { Menu } from '@/app/components/menu';
import { MENU_ITEM } from '@/app/components/menu-item';
import { BAR_BUTTON } from './bar-style';
import type { ShellActions, ShellData } from './shell-data';
import { ShellPartButton } from './shell-part-button';

type AccountMenuProps = { user: ShellData['user']; signOut: ShellActions['signOut'] };

/** Who is signed in, settings, keys, and the way out. */
export function AccountMenu({ user, signOut }: AccountMenuProps) {
  const t = useTranslations('shell');
  return (
    <Menu label={t('account')} buttonClassName={BAR_BUTTON} button={<Glyph icon={CircleUser} size={20} />}>
      <div className="mb-1 border-b border-line px-2.5 py-2">
        <p className="truncate font-medium">{user.name}</p>
        <p className="truncate text-13 text-muted">{user.email}</p>
      </div>
      <Link prefetch={false} href="/settings" className={MENU_ITEM}>
        <Glyph icon={Settings} className="text-muted" />
        {t('settings')}
      </Link>
      <ShellPartButton part="shortcuts" className={MENU_ITEM}>
        <Glyph icon={Keyboard} className="text-muted" />
        {t('shortcuts.title')}
      </ShellPartButton>
      <form action={signOut}>
        <button type="submit" className={MENU_ITEM}>
          <Glyph icon={LogOut} className="text-muted" />
          {t('signOut')}
        </button>
      </form>
    </Menu>
  );
}
