'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Preferences } from '@/app/preferences';
import { AreShortcutsOn } from '@/app/shortcuts/shortcuts-context';
import { Rail } from './rail';
import type { ShellActions, ShellData } from './shell-data';
import { ShellKeys } from './shell-keys';
import { TopBar } from './top-bar';

type DeskShellProps = {
  data: ShellData;
  actions: ShellActions;
  preferences: Preferences;
  children: ReactNode;
};

/**
 * The frame of every signed-in page: skip link, rail, top bar, page. Pure on its props. Drawn by the browser too, because
 * its elements would otherwise be sent with every page beside their markup.
 */
export function DeskShell({ data, actions, preferences, children }: DeskShellProps) {
  const t = useTranslations('shell');
  return (
    <AreShortcutsOn value={preferences.areShortcutsOn}>
      <div className="desk" data-rail={preferences.isRailCollapsed ? 'collapsed' : 'wide'}>
        <a
          href="#page"
          className="sr-only rounded-8 bg-accent px-4 py-2 font-medium text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50"
        >
          {t('skip')}
        </a>
        <Rail data={data} actions={actions} isCollapsed={preferences.isRailCollapsed} />
        <div className="desk-body flex min-h-dvh flex-col">
          <TopBar data={data} actions={actions} theme={preferences.theme} />
          <main
            id="page"
            tabIndex={-1}
            className="mx-auto w-full max-w-page flex-1 px-4 pt-6 pb-16 outline-none md:px-6"
          >
            {children}
          </main>
        </div>
        <ShellKeys data={data} actions={actions} preferences={preferences} />
      </div>
    </AreShortcutsOn>
  );
}
