'use client';

import { type ReactNode, useId, useRef, useState } from 'react';
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

/**
 * A button that unfolds links and small forms. The panel is drawn when it is opened first: a list has a menu in each row.
 */
export function Menu({ button, label, buttonClassName, side = 'end', children }: MenuProps) {
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setOpened] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const panelId = useId();
  useFolding(root, panelId, isOpen, setOpen);
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
            'floating absolute top-full z-50 mt-1.5 max-h-[70dvh] w-max max-w-80 min-w-48 overflow-y-auto p-1',
            side === 'end' ? 'right-0' : 'left-0',
          )}
        >
          {children}
        </div>
      )}
    </div>
  );
}
