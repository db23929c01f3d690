'use client';

import { type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import { classNames } from './class-names';
import { useFolding } from './use-folding';

type MenuProps = {
  /** What the button shows. */
  button: ReactNode;
  /** Its name, if what it shows has no words at some widths. */
  label?: string;
  buttonClassName: string;
  side?: 'start' | 'end';
  children: ReactNode;
};

/** Between a menu and its button, and at least as much to the edge of the window. */
const MARGIN_PX = 12;

/**
 * A button that unfolds links and small forms. The panel is drawn when it is opened first: a list has a menu in each row.
 */
export function Menu({ button, label, buttonClassName, side = 'end', children }: MenuProps) {
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setOpened] = useState(false);
  const [isAbove, setAbove] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const panelId = useId();
  useFolding(root, panelId, isOpen, setOpen);

  // Below the button, or above it where the window ends too early and has more room there.
  useLayoutEffect(() => {
    const panel = document.getElementById(panelId);
    if (!isOpen || panel === null || root.current === null) return;
    const { top, bottom } = root.current.getBoundingClientRect();
    const below = window.innerHeight - bottom - MARGIN_PX;
    setAbove(panel.offsetHeight > below && top > below);
  }, [isOpen, panelId]);

  return (
    <div ref={root} className="relative">
      <button
        type="button"
        aria-label={label}
        title={label}
        aria-expanded={isOpen}
        aria-controls={wasOpened ? panelId : undefined}
        onClick={() => {
          setOpen(!isOpen);
          setOpened(true);
        }}
        className={buttonClassName}
      >
        {button}
      </button>
      {wasOpened && (
        <div
          id={panelId}
          hidden={!isOpen}
          className={classNames(
            'floating absolute z-50 max-h-[70dvh] w-max max-w-80 min-w-48 overflow-y-auto p-1',
            side === 'end' ? 'right-0' : 'left-0',
            isAbove ? 'bottom-full mb-1.5' : 'top-full mt-1.5',
          )}
        >
          {children}
        </div>
      )}
    </div>
  );
}
