'use client';

import { useTranslations } from 'next-intl';
import type { ActionResult } from '@/app/action-result';
import { ConfirmDialog } from '@/app/components/confirm-dialog';
import { showToast } from '@/app/components/toast-store';
import { transferOwnershipAction } from './actions';

type TransferOwnershipProps = { userId: string; name: string; organization: string };

/** Makes somebody owner in one's own place, after saying what one loses. */
export function TransferOwnership({ userId, name, organization }: TransferOwnershipProps) {
  const t = useTranslations('settings.members');

  async function transfer(previous: ActionResult | null, form: FormData): Promise<ActionResult> {
    const result = await transferOwnershipAction(previous, form);
    if (result.ok) showToast('success', t('transferred', { name }));
    return result;
  }

  return (
    <ConfirmDialog
      label={t('transfer')}
      title={t('transferTitle', { name })}
      action={transfer}
      values={{ userId }}
      size="sm"
    >
      <p>{t('transferLoss', { name, organization })}</p>
    </ConfirmDialog>
  );
}
