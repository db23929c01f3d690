'use client';

import { useTranslations } from 'next-intl';
import type { ActionResult } from '@/app/action-result';
import { ActionForm } from '@/app/components/action-form';
import { ConfirmDialog } from '@/app/components/confirm-dialog';
import { SubmitButton } from '@/app/components/submit-button';
import { showToast } from '@/app/components/toast-store';
import { revokeOtherSessionsAction, revokeSessionAction } from './actions';

type Result = ActionResult<{ count: number }>;

/** Ends one session at once: its owner only has to sign in there again. */
export function RevokeSession({ sessionId }: { sessionId: string }) {
  const t = useTranslations('settings.account');

  async function revoke(previous: Result | null, form: FormData): Promise<Result> {
    const result = await revokeSessionAction(previous, form);
    if (result.ok) showToast('success', t('sessionEnded'));
    return result;
  }

  return (
    <ActionForm kind="act" action={revoke} className="items-end text-start">
      <input type="hidden" name="sessionId" value={sessionId} />
      <SubmitButton look="secondary" size="sm">
        {t('signOut')}
      </SubmitButton>
    </ActionForm>
  );
}

/** Ends all but this one, after saying what that means. */
export function RevokeOtherSessions() {
  const t = useTranslations('settings.account');

  async function revoke(previous: Result | null, form: FormData): Promise<Result> {
    const result = await revokeOtherSessionsAction(previous, form);
    if (result.ok) showToast('success', t('othersEnded', { count: result.value.count }));
    return result;
  }

  return (
    <ConfirmDialog
      label={t('signOutOthers')}
      title={t('signOutOthersTitle')}
      action={revoke}
      values={{}}
      size="sm"
    >
      <p>{t('signOutOthersLoss')}</p>
    </ConfirmDialog>
  );
}
