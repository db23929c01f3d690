'use client';

import type { ReactNode } from 'react';
import { MenuPanel, type MenuPanelProps } from './menu-panel';

export type MenuFrameProps = Pick<MenuPanelProps, 'side' | 'setOpen'> & {
  /** What the button shows. */
  button: ReactNode;
  /** Its name, if what it shows has no words at some widths. */
  label?: string;
  buttonClassName: string;
  panelId: string;
  /** Null until it is opened first: the panel is drawn from then on. */
  isOpen: boolean | null;
  children: ReactNode;
};

/**
 * A menu whose owner knows whether it is open. Without state and hooks, because a list has one in each row, and hardly
 * any of them is ever opened.
 */
export function MenuFrame({
  button,
  label,
  buttonClassName,
  panelId,
  side,
  isOpen,
  setOpen,
  children,
}: MenuFrameProps) {
  return (
    <div className="relative">
      <button
        type="button"
        aria-label={label}
        title={label}
        aria-expanded={isOpen === true}
        aria-controls={isOpen === null ? undefined : panelId}
        onClick={() => setOpen(!isOpen)}
        className={buttonClassName}
      >
        {button}
      </button>
      {isOpen !== null && (
        <MenuPanel id={panelId} side={side} isOpen={isOpen} setOpen={setOpen}>
          {children}
        </MenuPanel>
      )}
    </div>
  );
}
