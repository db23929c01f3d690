'use client';

import { useTranslations } from 'next-intl';
import { useState, useSyncExternalStore } from 'react';
import type { ActionResult } from '@/app/action-result';
import { ActionForm } from '@/app/components/action-form';
import { LinkButton } from '@/app/components/link-button';
import { NewPasswordFields } from '@/app/components/new-password-fields';
import { Notice } from '@/app/components/notice';
import { SubmitButton } from '@/app/components/submit-button';
import { setPasswordAction } from './actions';

const watchAddress = (changed: () => void) => {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
};

/** Two passwords; the token is in the part of the address that browsers keep to themselves. */
export function SetPasswordForm({ minimum }: { minimum: number }) {
  const t = useTranslations('auth.setPassword');
  const token = useSyncExternalStore<string | null>(
    watchAddress,
    () => window.location.hash.slice(1),
    () => null,
  );
  const [isDone, setDone] = useState(false);

  async function set(previous: ActionResult | null, form: FormData): Promise<ActionResult> {
    const result = await setPasswordAction(previous, form);
    if (result.ok) setDone(true);
    return result;
  }

  if (isDone)
    return (
      <div className="flex flex-col gap-5" role="status">
        <Notice tone="success" title={t('done')} />
        <LinkButton href="/sign-in" look="primary">
          {t('signIn')}
        </LinkButton>
      </div>
    );
  if (token === '') return <Notice tone="attention" title={t('noToken')} />;
  return (
    <ActionForm action={set} className="flex flex-col gap-5">
      <input type="hidden" name="token" value={token ?? ''} readOnly />
      <NewPasswordFields minimum={minimum} />
      <div>
        <SubmitButton>{t('submit')}</SubmitButton>
      </div>
    </ActionForm>
  );
}
