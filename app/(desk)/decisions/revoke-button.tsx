'use client';

import { useTranslations } from 'next-intl';
import { ConfirmDialog } from '@/app/components/confirm-dialog';
import { TextArea } from '@/app/components/text-area';
import { revokeDecisionAction } from './actions';

/** Revokes a kept decision, with a reason, after saying what that opens again. */
export function RevokeButton({ decisionId }: { decisionId: string }) {
  const t = useTranslations('decisions.revoke');
  return (
    <ConfirmDialog
      size="sm"
      label={t('label')}
      title={t('title')}
      action={revokeDecisionAction}
      values={{ decisionId }}
    >
      <div className="flex flex-col gap-4">
        <p>{t('lost')}</p>
        <TextArea name="reason" label={t('reason')} hint={t('reasonHint')} rows={3} />
      </div>
    </ConfirmDialog>
  );
}
