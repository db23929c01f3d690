'use client';

import { createContext, use } from 'react';
import { type ReviewId, reviewKey } from './registry';

/** Whether single keys act: a person can switch them off (WCAG 2.1.4). The shell says so. */
export const AreShortcutsOn = createContext(true);

/** @returns the key of a control where it acts, for `aria-keyshortcuts` and hints; else none */
export function useReviewKeys(): (id: ReviewId, index?: number) => string | undefined {
  const areOn = use(AreShortcutsOn);
  return (id, index) => (areOn ? reviewKey(id, index) : undefined);
}
