'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Glyph } from './glyph';

type DialogProps = {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  /** The key that opens it. */
  shortcut?: string | undefined;
  children: ReactNode;
};

/** A modal dialog on the browser's own element: focus stays inside, Escape closes, focus returns to where it was. */
export function Dialog({ isOpen, onClose, title, shortcut, children }: DialogProps) {
  const t = useTranslations('common');
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = element.current;
    if (isOpen && dialog?.open === false) dialog.showModal();
    if (!isOpen && dialog?.open === true) dialog.close();
  }, [isOpen]);
  return (
    <dialog
      ref={element}
      aria-labelledby={titleId}
      aria-keyshortcuts={shortcut}
      onClose={onClose}
      className="floating m-auto w-[min(32rem,calc(100vw-2rem))] max-w-none p-0 text-start text-text"
    >
      {isOpen && (
        <>
          <h2 id={titleId} className="border-b border-line py-3 pr-14 pl-5 text-16 font-semibold">
            {title}
          </h2>
          <div className="px-5 py-4">{children}</div>
          {/* Last in the order of focus, so that a dialog opens on its first own control. */}
          <button
            type="button"
            onClick={onClose}
            className="absolute top-1.5 right-2 rounded-8 p-2 text-muted hover:bg-hover hover:text-text"
          >
            <Glyph icon={X} />
            <span className="sr-only">{t('close')}</span>
          </button>
        </>
      )}
    </dialog>
  );
}
