'use client';

import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { classNames } from './class-names';
import { useFolding } from './use-folding';

export type MenuPanelProps = {
  id: string;
  side?: 'start' | 'end';
  isOpen: boolean;
  setOpen: (isOpen: boolean) => void;
  children: ReactNode;
};

/** Between a menu and its button, and at least as much to the edge of the window. */
const MARGIN_PX = 12;

/** What a menu unfolds: below its button, or above it where the window ends too early and has more room there. */
export function MenuPanel({ id, side = 'end', isOpen, setOpen, children }: MenuPanelProps) {
  const [isAbove, setAbove] = useState(false);
  const panel = useRef<HTMLDivElement>(null);
  useFolding(panel, isOpen, setOpen);

  useLayoutEffect(() => {
    const { current } = panel;
    if (!isOpen || current?.parentElement == null) return;
    const { top, bottom } = current.parentElement.getBoundingClientRect();
    const below = window.innerHeight - bottom - MARGIN_PX;
    setAbove(current.offsetHeight > below && top > below);
  }, [isOpen]);

  return (
    <div
      ref={panel}
      id={id}
      hidden={!isOpen}
      className={classNames(
        'floating absolute z-50 max-h-[70dvh] w-max max-w-80 min-w-48 overflow-y-auto p-1',
        side === 'end' ? 'right-0' : 'left-0',
        isAbove ? 'bottom-full mb-1.5' : 'top-full mt-1.5',
      )}
    >
      {children}
    </div>
  );
}
