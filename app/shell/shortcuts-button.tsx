'use client';

import type { ReactNode } from 'react';
import { openShortcutsDialog } from './shortcuts-event';

/** Opens the dialog of shortcuts for those who do not know its shortcut. */
export function ShortcutsButton({ className, children }: { className: string; children: ReactNode }) {
  return (
    <button type="button" onClick={openShortcutsDialog} className={className}>
      {children}
    </button>
  );
}
