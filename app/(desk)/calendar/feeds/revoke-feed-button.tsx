'use client';

import { useTranslations } from 'next-intl';
import type { ActionResult } from '@/app/action-result';
import { ConfirmDialog } from '@/app/components/confirm-dialog';
import { showToast } from '@/app/components/toast-store';
import { revokeFeedAction } from './actions';

/** Ends an address, after saying what that means. */
export function RevokeFeedButton({ feedId, name }: { feedId: string; name: string }) {
  const t = useTranslations('calendar.feeds');

  async function revoke(previous: ActionResult | null, form: FormData): Promise<ActionResult> {
    const result = await revokeFeedAction(previous, form);
    if (result.ok) showToast('success', t('revoked', { name }));
    return result;
  }

  return (
    <ConfirmDialog
      label={t('revoke')}
      title={t('revokeTitle', { name })}
      action={revoke}
      values={{ feedId }}
      size="sm"
    >
      <p>{t('revokeLoss')}</p>
    </ConfirmDialog>
  );
}
