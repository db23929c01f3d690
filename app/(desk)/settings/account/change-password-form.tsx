'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ActionResult } from '@/app/action-result';
import { ActionForm } from '@/app/components/action-form';
import { NewPasswordFields } from '@/app/components/new-password-fields';
import { Notice } from '@/app/components/notice';
import { SubmitButton } from '@/app/components/submit-button';
import { TextField } from '@/app/components/text-field';
import { changePasswordAction } from './actions';

type Result = ActionResult<{ count: number }>;

/** Three passwords; after a success the form is new and empty, and says how many other sessions it has ended. */
export function ChangePasswordForm({ email, minimum }: { email: string; minimum: number }) {
  const t = useTranslations('settings.account');
  const [done, setDone] = useState<{ times: number; count: number } | null>(null);

  async function change(previous: Result | null, form: FormData): Promise<Result> {
    const result = await changePasswordAction(previous, form);
    if (result.ok) setDone((last) => ({ times: (last?.times ?? 0) + 1, count: result.value.count }));
    return result;
  }

  return (
    <div className="flex flex-col gap-5">
      <div role="status" className="empty:hidden">
        {done !== null && <Notice tone="success" title={t('passwordChanged', { count: done.count })} />}
      </div>
      <ActionForm key={done?.times ?? 0} action={change} className="max-w-md">
        {/* For password managers: which account the new password belongs to. */}
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        <TextField
          name="currentPassword"
          type="password"
          label={t('currentPassword')}
          autoComplete="current-password"
        />
        <NewPasswordFields minimum={minimum} />
        <div>
          <SubmitButton>{t('changePassword')}</SubmitButton>
        </div>
      </ActionForm>
    </div>
  );
}
