'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Icon } from './icon';

type DialogProps = { isOpen: boolean; onClose: () => void; title: string; children: ReactNode };

/** A modal dialog on the browser's own element: focus stays inside, Escape closes, focus returns to where it was. */
export function Dialog({ isOpen, onClose, title, children }: DialogProps) {
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
      onClose={onClose}
      className="floating m-auto w-[min(32rem,calc(100vw-2rem))] max-w-none p-0 text-text"
    >
      {isOpen && (
        <>
          <div className="flex items-center justify-between gap-4 border-b border-line py-2 pr-2 pl-5">
            <h2 id={titleId} className="text-16 font-semibold">
              {title}
            </h2>
            <button
              type="button"
              onClick={onClose}
              className="rounded-8 p-2 text-muted hover:bg-hover hover:text-text"
            >
              <Icon of={X} />
              <span className="sr-only">{t('close')}</span>
            </button>
          </div>
          <div className="px-5 py-4">{children}</div>
        </>
      )}
    </dialog>
  );
}
