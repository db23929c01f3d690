import { Check, Languages } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { Glyph } from '@/app/components/glyph';
import { Menu } from '@/app/components/menu';
import { MENU_ITEM } from '@/app/components/menu-item';
import { chooseLocale } from '@/app/preference-actions';
import { LOCALE_NAMES, LOCALES } from '@/lib/i18n/locales';
import { BAR_BUTTON } from './bar-style';

/** Each language under its own name. */
export function LanguageMenu() {
  const t = useTranslations('shell');
  const current = useLocale();
  return (
    <Menu label={t('language')} buttonClassName={BAR_BUTTON} button={<Glyph icon={Languages} size={20} />}>
      <form action={chooseLocale}>
        {LOCALES.map((locale) => (
          <button
            key={locale}
            type="submit"
            name="locale"
            value={locale}
            lang={locale}
            aria-pressed={locale === current}
            className={MENU_ITEM}
          >
            <span className="flex-1">{LOCALE_NAMES[locale]}</span>
            {locale === current && <Glyph icon={Check} className="text-accent" />}
          </button>
        ))}
      </form>
    </Menu>
  );
}
