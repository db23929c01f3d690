'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import type { ActionError } from '@/app/action-result';

/**
 * What the form does: keeps values, or acts (sends, runs, deletes), so that nothing is said of saving. Signing in says
 * the reason only.
 */
export type FormKind = 'save' | 'act' | 'sign-in';

type ErrorSummaryProps = { error: ActionError; formId: string; kind: FormKind };

const chooseTitle = (kind: 'save' | 'act', { fields }: ActionError) =>
  kind === 'save' ? 'title' : fields.length > 0 ? 'checkValues' : 'notDone';

/** What went wrong, on top of the form: takes the focus, links to each field, gives the reference of a failure of ours. */
export function ErrorSummary({ error, formId, kind }: ErrorSummaryProps) {
  const t = useTranslations('common.errorSummary');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (error.reference !== '') box.current?.focus();
  }, [error.reference]);
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="rounded-8 border border-danger bg-danger-quiet px-4 py-3 text-text"
    >
      {kind !== 'sign-in' && <p className="mb-1 font-semibold text-danger">{t(chooseTitle(kind, error))}</p>}
      {error.message !== '' && <p className="max-w-reading">{error.message}</p>}
      {error.fields.length > 0 && (
        <ul className="list-disc pl-5 not-first:mt-2">
          {error.fields.map((problem) => (
            <li key={`${problem.field} ${problem.message}`}>
              <a href={`#${formId}-${problem.field}`} className="text-link">
                {problem.message}
              </a>
            </li>
          ))}
        </ul>
      )}
      {error.code === 'UNAUTHENTICATED' && kind !== 'sign-in' && (
        <p className="mt-2">
          <a href="/sign-in" target="_blank" rel="noopener" className="text-link">
            {t('signIn')}
          </a>
        </p>
      )}
      {error.code === 'INTERNAL' && (
        <p className="mt-2 text-13 text-muted">
          {t('reference')} <span className="font-mono">{error.reference}</span>
        </p>
      )}
    </div>
  );
}
