'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { setFormValue } from './form-values';
import { forgetDraft, keepDraft, readDraft } from './kept-draft';
import { Notice } from './notice';

type KeptTextsProps = {
  /** Whose texts, and of what. */
  draftKey: string;
  /** What the form is about has another one as soon as its texts were sent: then they are forgotten. */
  version: number;
  /** The form; absent where it cannot be used now: what was typed into it is shown, to be read and copied. */
  children?: ReactNode;
};

/**
 * Keeps what is typed into the text fields of a form in this browser until it was sent: who has to sign in again, leaves
 * the page or loses the right to send finds it.
 */
export function KeptTexts({ draftKey, version, children }: KeptTextsProps) {
  const t = useTranslations('common.keptTexts');
  const holder = useRef<HTMLDivElement>(null);
  const [kept, setKept] = useState<readonly string[]>([]);
  const hasForm = children !== undefined;

  useEffect(() => {
    const draft = readDraft(draftKey);
    if (draft !== null && draft.version !== version) forgetDraft(draftKey);
    const values = draft?.version === version ? Object.entries(draft.values) : [];
    const form = hasForm ? holder.current?.querySelector('form') : null;
    if (form) for (const [name, value] of values) setFormValue(form, name, value);
    setKept(values.map(([, value]) => value));
  }, [draftKey, version, hasForm]);

  function keep() {
    const fields = [...(holder.current?.querySelectorAll('textarea') ?? [])];
    const typed = fields.filter(({ value }) => value.trim() !== '').map(({ name, value }) => [name, value]);
    if (typed.length > 0) keepDraft(draftKey, { values: Object.fromEntries(typed), version });
    else forgetDraft(draftKey);
  }

  if (!hasForm)
    return kept.length === 0 ? null : (
      <Notice tone="neutral" title={t('unsent')}>
        <p className="wrap-anywhere whitespace-pre-wrap">{kept.join('\n')}</p>
      </Notice>
    );
  return (
    <div ref={holder} className="flex flex-col gap-2" onInput={keep}>
      {children}
      <p role="status" className="text-13 text-muted empty:sr-only">
        {kept.length > 0 && t('restored')}
      </p>
    </div>
  );
}
