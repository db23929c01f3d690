'use client';

import { useTranslations } from 'next-intl';
import { FieldError } from '@/app/components/field-error';
import { useField } from '@/app/components/form-context';
import { CHOSEN_SCOPES } from '@/lib/api-keys/rules/api-scopes';

/** What a key may do besides reading. */
export function ScopeFields() {
  const t = useTranslations('settings.api-keys');
  const { id, problem, describedBy } = useField('scopes', true);
  return (
    <fieldset id={id} tabIndex={-1} aria-describedby={describedBy} className="flex flex-col gap-2">
      <legend className="mb-1.5 font-medium">{t('scopes')}</legend>
      <p id={`${id}-hint`} className="text-13 text-muted">
        {t('scopesHint')}
      </p>
      {CHOSEN_SCOPES.map((scope) => (
        <label key={scope} className="flex min-h-6 items-start gap-2.5">
          <input
            type="checkbox"
            name="scopes"
            value={scope}
            className="mt-0.5 size-4 shrink-0 accent-accent"
          />
          <span>
            {t(`scope.${scope}`)}
            <span className="block text-13 text-muted">{t(`scopeHint.${scope}`)}</span>
          </span>
        </label>
      ))}
      {problem !== undefined && <FieldError id={`${id}-problem`} message={problem} />}
    </fieldset>
  );
}
