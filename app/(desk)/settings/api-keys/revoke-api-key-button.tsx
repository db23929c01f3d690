'use client';

import { useTranslations } from 'next-intl';
import type { ActionResult } from '@/app/action-result';
import { ConfirmDialog } from '@/app/components/confirm-dialog';
import { showToast } from '@/app/components/toast-store';
import { revokeApiKeyAction } from './actions';

/** Ends a key, after saying what that means. */
export function RevokeApiKeyButton({ keyId, name }: { keyId: string; name: string }) {
  const t = useTranslations('settings.api-keys');

  async function revoke(previous: ActionResult | null, form: FormData): Promise<ActionResult> {
    const result = await revokeApiKeyAction(previous, form);
    if (result.ok) showToast('success', t('revoked', { name }));
    return result;
  }

  return (
    <ConfirmDialog
      label={t('revoke')}
      title={t('revokeTitle', { name })}
      action={revoke}
      values={{ keyId }}
      size="sm"
    >
      <p>{t('revokeLoss')}</p>
    </ConfirmDialog>
  );
}
