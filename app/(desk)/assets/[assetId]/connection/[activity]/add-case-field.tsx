'use client';

import { useTranslations } from 'next-intl';
import { SubmitButton } from '@/app/components/submit-button';
import { TextField } from '@/app/components/text-field';
import { CASE_LIMITS } from '@/lib/connection-tests/rules/saved-case';

/** Saves the current request under its own name; part of the builder's form. */
export function AddCaseField() {
  const t = useTranslations('connection.cases');
  return (
    <div className="flex flex-wrap items-end gap-2 border-t border-line pt-4">
      <div className="min-w-0 flex-1 basis-48">
        <TextField
          name="newName"
          label={t('addLabel')}
          hint={t('addHint')}
          maxLength={CASE_LIMITS.name}
          autoComplete="off"
        />
      </div>
      <SubmitButton look="secondary" name="intent" value="add">
        {t('add')}
      </SubmitButton>
    </div>
  );
}
