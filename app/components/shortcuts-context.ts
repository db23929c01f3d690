'use client';

import { createContext, use } from 'react';

/** Whether single keys act: a person can switch them off (WCAG 2.1.4). The shell says so. */
export const AreShortcutsOn = createContext(true);

/** @returns the key where it acts, for `aria-keyshortcuts` and hints; else none */
export function useShortcutKeys(): (key: string) => string | undefined {
  const areOn = use(AreShortcutsOn);
  return (key) => (areOn ? key : undefined);
}
