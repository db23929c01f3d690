'use client';

import { useTranslations } from 'next-intl';
import { ConfirmDialog } from '@/app/components/confirm-dialog';
import type { CannedReason } from '@/lib/appeals/review/canned/canned-reason-store';
import { deleteCannedReasonAction } from './actions';

/** Asks once more, and says what is lost. */
export function DeleteReason({ reason }: { reason: CannedReason }) {
  const t = useTranslations('settings.reasons');
  return (
    <ConfirmDialog
      label={t('delete')}
      title={t('deleteTitle')}
      action={deleteCannedReasonAction}
      values={{ reasonId: reason.id, version: String(reason.version) }}
      size="sm"
    >
      <p className="wrap-anywhere">{reason.english}</p>
      <p className="mt-2 text-13 text-muted">{t('deleteHint')}</p>
    </ConfirmDialog>
  );
}
