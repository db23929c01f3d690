'use client';

import { use } from 'react';
import { SEARCH_KEY } from './registry';
import { AreShortcutsOn } from './shortcuts-context';

/** The key of the search, inside its field while nobody is there. */
export function SearchKey() {
  if (!use(AreShortcutsOn)) return null;
  return (
    <kbd className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 rounded-4 border border-line bg-surface px-1.5 font-mono text-12 text-muted peer-focus:hidden">
      {SEARCH_KEY}
    </kbd>
  );
}
