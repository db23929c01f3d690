'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ActionResult } from '@/app/action-result';
import { ActionForm } from '@/app/components/action-form';
import { CodeBlock } from '@/app/components/code-block';
import { Select } from '@/app/components/select';
import { SubmitButton } from '@/app/components/submit-button';
import { TextField } from '@/app/components/text-field';
import { makeApiKeyAction } from './actions';
import { ScopeFields } from './scope-fields';

type Made = ActionResult<{ key: string }>;
type MakeApiKeyFormProps = { nameLength: number; days: readonly number[]; usualDays: number };

/** Makes a key and shows it, once. */
export function MakeApiKeyForm({ nameLength, days, usualDays }: MakeApiKeyFormProps) {
  const t = useTranslations('settings.api-keys');
  const [made, setMade] = useState<{ times: number; key: string } | null>(null);

  async function make(previous: Made | null, form: FormData): Promise<Made> {
    const result = await makeApiKeyAction(previous, form);
    if (result.ok) setMade((last) => ({ times: (last?.times ?? 0) + 1, key: result.value.key }));
    return result;
  }

  return (
    <div className="flex max-w-xl flex-col gap-5">
      <div role="status" className="flex flex-col gap-2 empty:hidden">
        {made !== null && (
          <>
            <CodeBlock label={t('key')} text={made.key} />
            <p className="text-13 text-muted">{t('shown')}</p>
          </>
        )}
      </div>
      <ActionForm key={made?.times ?? 0} action={make}>
        <TextField
          name="name"
          label={t('name')}
          hint={t('nameHint')}
          maxLength={nameLength}
          autoComplete="off"
        />
        <ScopeFields />
        <Select
          name="days"
          label={t('lasts')}
          hint={t('lastsHint')}
          defaultValue={String(usualDays)}
          options={days.map((count) => ({ value: String(count), label: t('days', { count }) }))}
        />
        <div>
          <SubmitButton>{t('addSubmit')}</SubmitButton>
        </div>
      </ActionForm>
    </div>
  );
}
