'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { AreShortcutsOn } from '@/app/components/shortcuts-context';
import type { Preferences } from '@/app/preferences';
import { Rail } from './rail';
import type { ShellActions, ShellData } from './shell-data';
import { ShortcutsDialog } from './shortcuts-dialog';
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
        <ShortcutsDialog
          areShortcutsOn={preferences.areShortcutsOn}
          hasSearch={data.organization !== null}
          isReviewer={data.isReviewer}
        />
      </div>
    </AreShortcutsOn>
  );
}
