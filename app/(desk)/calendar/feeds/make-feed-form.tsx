'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ActionResult } from '@/app/action-result';
import { ActionForm } from '@/app/components/action-form';
import { CodeBlock } from '@/app/components/code-block';
import { SubmitButton } from '@/app/components/submit-button';
import { TextField } from '@/app/components/text-field';
import { makeFeedAction } from './actions';

type Made = ActionResult<{ url: string }>;

/** Makes an address and shows it, once. */
export function MakeFeedForm({ nameLength }: { nameLength: number }) {
  const t = useTranslations('calendar.feeds');
  const [made, setMade] = useState<{ times: number; url: string } | null>(null);

  async function make(previous: Made | null, form: FormData): Promise<Made> {
    const result = await makeFeedAction(previous, form);
    if (result.ok) setMade((last) => ({ times: (last?.times ?? 0) + 1, url: result.value.url }));
    return result;
  }

  return (
    <div className="flex max-w-xl flex-col gap-5">
      <div role="status" className="flex flex-col gap-2 empty:hidden">
        {made !== null && (
          <>
            <CodeBlock label={t('address')} text={made.url} />
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
        <div>
          <SubmitButton>{t('addSubmit')}</SubmitButton>
        </div>
      </ActionForm>
    </div>
  );
}
