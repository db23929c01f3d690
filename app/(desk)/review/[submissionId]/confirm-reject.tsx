'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Button } from '@/app/components/button';
import { Dialog } from '@/app/components/dialog';

type ConfirmRejectProps = {
  id?: string;
  label: string;
  title: string;
  /** What is rejected: the finding, or the request. */
  what: string;
  /** Nothing is rejected without one. */
  needsReason: boolean;
};

/** Rejects the form around it after one more question, which shows what is rejected and for which reason. */
export function ConfirmReject({ id, label, title, what, needsReason }: ConfirmRejectProps) {
  const t = useTranslations('review.confirm');
  const submit = useRef<HTMLButtonElement>(null);
  const [reason, setReason] = useState<string | null>(null);

  function ask() {
    const field = submit.current?.form?.elements.namedItem('reason');
    if (!(field instanceof HTMLTextAreaElement)) return;
    const typed = field.value.trim();
    if (needsReason && typed === '') field.focus();
    else setReason(typed);
  }

  function confirm() {
    submit.current?.form?.requestSubmit(submit.current);
    setReason(null);
  }

  return (
    <>
      <Button
        id={id}
        icon={X}
        aria-haspopup="dialog"
        aria-keyshortcuts={id === undefined ? undefined : 'r'}
        onClick={ask}
      >
        {label}
      </Button>
      <button ref={submit} type="submit" name="outcome" value="REJECTED" hidden>
        {label}
      </button>
      <Dialog isOpen={reason !== null} onClose={() => setReason(null)} title={title}>
        <div className="flex flex-col gap-4">
          <p className="font-medium wrap-anywhere">{what}</p>
          {reason !== null && reason !== '' && (
            <blockquote className="border-l-2 border-line pl-3 wrap-anywhere whitespace-pre-wrap">
              {reason}
            </blockquote>
          )}
          <p className="text-13 text-muted">{t('final')}</p>
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={() => setReason(null)}>{t('cancel')}</Button>
            <Button look="danger" onClick={confirm}>
              {label}
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}
