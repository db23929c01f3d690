'use client';

import type { ReactNode } from 'react';
import { openKeysDialog } from './keys-event';

/** Opens the dialog of keys for those who do not know its key. */
export function KeysButton({ className, children }: { className: string; children: ReactNode }) {
  return (
    <button type="button" onClick={openKeysDialog} className={className}>
      {children}
    </button>
  );
}
