'use client';

import { useTranslations } from 'next-intl';
import type { ActionResult } from '@/app/action-result';
import { FieldError } from './field-error';
import { SavedNote } from './saved-note';
import { Spinner } from './spinner';

type SaveStateProps<T> = { result: ActionResult<T> | null; isPending: boolean; problemId: string };

/** Below a form that saves by itself: that it does, that it is saving, when it saved, or why it did not. */
export function SaveState<T>({ result, isPending, problemId }: SaveStateProps<T>) {
  const t = useTranslations('common.saveState');
  const error = result?.ok === false && result.error.code !== 'CONFLICT' ? result.error : null;
  return (
    <div className="flex min-h-6 items-center text-13 text-muted">
      {isPending && (
        <span className="inline-flex items-center gap-1.5">
          <Spinner />
          {t('saving')}
        </span>
      )}
      {!isPending && result === null && t('savesItself')}
      <SavedNote result={result} isPending={isPending} />
      <div role="alert" className="empty:hidden">
        {error !== null && !isPending && (
          <FieldError
            id={problemId}
            message={error.fields.length > 0 ? t('notSavedValue') : `${t('notSaved')} ${error.message}`}
          />
        )}
      </div>
    </div>
  );
}
