import { Check, Monitor, Moon, Sun } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Glyph } from '@/app/components/glyph';
import { Menu } from '@/app/components/menu';
import { MENU_ITEM } from '@/app/components/menu-item';
import { chooseTheme } from '@/app/preference-actions';
import { THEMES, type Theme } from '@/app/themes';
import { BAR_BUTTON } from './bar-style';

const ICONS: Record<Theme, typeof Sun> = { system: Monitor, light: Sun, dark: Moon };

/** As the system says, light or dark. */
export function ThemeMenu({ theme }: { theme: Theme }) {
  const t = useTranslations('shell');
  return (
    <Menu
      label={t('theme.label')}
      buttonClassName={BAR_BUTTON}
      button={<Glyph icon={ICONS[theme]} size={20} />}
    >
      <form action={chooseTheme}>
        {THEMES.map((name) => (
          <button
            key={name}
            type="submit"
            name="theme"
            value={name}
            aria-pressed={name === theme}
            className={MENU_ITEM}
          >
            <Glyph icon={ICONS[name]} className="text-muted" />
            <span className="flex-1">{t(`theme.${name}`)}</span>
            {name === theme && <Glyph icon={Check} className="text-accent" />}
          </button>
        ))}
      </form>
    </Menu>
  );
}
