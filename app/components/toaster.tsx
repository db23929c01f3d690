'use client';

import { Check, CircleAlert, Info, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { Glyph } from './glyph';
import { currentToasts, dismissToast, serverToasts, subscribeToToasts } from './toast-store';
import { TONE_TEXT, type Tone } from './tone';

const ICONS: Record<Tone, typeof Info> = {
  attention: CircleAlert,
  progress: Info,
  success: Check,
  neutral: Info,
  danger: CircleAlert,
};

/** Where toasts appear. Own code, because libraries insert style elements that the content security policy forbids. */
export function Toaster() {
  const t = useTranslations('common');
  const toasts = useSyncExternalStore(subscribeToToasts, currentToasts, serverToasts);
  return (
    <div
      role="status"
      aria-live="polite"
      className="fixed right-4 bottom-4 left-4 z-50 flex flex-col items-end gap-2 empty:hidden"
    >
      {toasts.map((toast) => (
        <div key={toast.id} className="floating flex w-full max-w-96 items-start gap-3 py-2.5 pr-2 pl-4">
          <Glyph icon={ICONS[toast.tone]} className={`mt-0.5 ${TONE_TEXT[toast.tone]}`} />
          <p className="flex-1">{toast.text}</p>
          <button
            type="button"
            onClick={() => dismissToast(toast.id)}
            className="rounded-4 p-1 text-muted hover:bg-hover"
          >
            <Glyph icon={X} size={14} />
            <span className="sr-only">{t('close')}</span>
          </button>
        </div>
      ))}
    </div>
  );
}
