'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ActionResult } from '@/app/action-result';
import { ActionForm } from '@/app/components/action-form';
import { Notice } from '@/app/components/notice';
import { SubmitButton } from '@/app/components/submit-button';
import { TextField } from '@/app/components/text-field';
import { formText } from '@/app/form-controls';
import { requestResetAction } from './actions';

/** An address; the answer is the same whether it has an account. */
export function RequestResetForm() {
  const t = useTranslations('auth');
  const [sentTo, setSentTo] = useState<string | null>(null);

  async function request(previous: ActionResult | null, form: FormData): Promise<ActionResult> {
    const result = await requestResetAction(previous, form);
    if (result.ok) setSentTo(formText(form, 'email').trim());
    return result;
  }

  if (sentTo !== null)
    return (
      <div role="status">
        <Notice tone="success" title={t('resetPassword.sent', { email: sentTo })}>
          {t('resetPassword.sentHint')}
        </Notice>
      </div>
    );
  return (
    <ActionForm kind="act" action={request}>
      <TextField
        name="email"
        type="email"
        label={t('email')}
        autoComplete="username"
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={254}
      />
      <SubmitButton className="min-h-11">{t('resetPassword.submit')}</SubmitButton>
    </ActionForm>
  );
}
