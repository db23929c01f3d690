import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ClientMessages } from '@/app/components/client-messages';
import { readPreferences } from '@/app/preferences';
import { LanguageMenu } from '@/app/shell/language-menu';
import { ThemeMenu } from '@/app/shell/theme-menu';

/** The frame of the pages in front of the desk: the name of the house, language and theme, one panel. */
export async function Entrance({ children }: { children: ReactNode }) {
  const [t, { theme }] = await Promise.all([getTranslations('shell'), readPreferences()]);
  return (
    <ClientMessages namespaces={['auth']}>
      <div className="flex min-h-dvh flex-col">
        <header className="flex items-center justify-between gap-4 px-4 py-3 md:px-6 print:hidden">
          <p className="text-16 font-semibold tracking-tight">{t('product')}</p>
          <div className="flex items-center gap-1">
            <LanguageMenu />
            <ThemeMenu theme={theme} />
          </div>
        </header>
        <main className="mx-auto flex w-full max-w-[27rem] flex-1 flex-col justify-center px-4 pt-4 pb-[16dvh]">
          {children}
        </main>
      </div>
    </ClientMessages>
  );
}
