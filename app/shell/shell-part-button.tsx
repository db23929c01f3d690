'use client';

import type { ReactNode } from 'react';
import { openShellPart, type ShellPart } from '@/app/shortcuts/shell-events';

type ShellPartButtonProps = { part: ShellPart; title?: string; className: string; children: ReactNode };

/** Opens a dialog of the shell for those who do not know its key, or have no keys. */
export function ShellPartButton({ part, title, className, children }: ShellPartButtonProps) {
  return (
    <button
      type="button"
      title={title}
      aria-haspopup="dialog"
      onClick={() => openShellPart(part)}
      className={className}
    >
      {children}
    </button>
  );
}
