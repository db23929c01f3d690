'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ActionError, ActionResult } from '@/app/action-result';
import { FieldError } from './field-error';
import { SavedNote } from './saved-note';
import { Spinner } from './spinner';

type SaveStateProps<T> = {
  result: ActionResult<T> | null;
  isPending: boolean;
  problemId: string;
  /** What became of the values that were not saved. */
  unsavedNote?: ReactNode;
};

/**
 * Below a form that saves by itself: that it does, that it is saving, when it saved, or why it did not. It has room for two
 * lines from the beginning, so that nothing moves while somebody types, and it never interrupts a screen reader.
 */
export function SaveState<T>({ result, isPending, problemId, unsavedNote }: SaveStateProps<T>) {
  const t = useTranslations('common.saveState');
  const error = result?.ok === false ? result.error : null;
  return (
    <div className="min-h-10 text-13 text-muted">
      {isPending && (
        <span className="inline-flex items-center gap-1.5">
          <Spinner />
          {t('saving')}
        </span>
      )}
      {!isPending && result === null && t('savesItself')}
      <SavedNote result={result} isPending={isPending} />
      <div role="status" className="empty:hidden">
        {error !== null && !isPending && (
          <>
            <FieldError id={problemId} message={`${t('notSaved')} ${sayWhy(error, t)}`} />
            {error.code === 'UNAUTHENTICATED' && (
              <a href="/sign-in" target="_blank" rel="noopener" className="mr-2 text-link">
                {t('signIn')}
              </a>
            )}
            {unsavedNote}
          </>
        )}
      </div>
    </div>
  );
}

function sayWhy(
  { code, fields, message }: ActionError,
  t: ReturnType<typeof useTranslations<'common.saveState'>>,
): string {
  if (code === 'CONFLICT') return t('conflict');
  return fields.length > 0 ? fields.map((problem) => problem.message).join(' ') : message;
}
