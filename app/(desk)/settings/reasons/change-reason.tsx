'use client';

import { useTranslations } from 'next-intl';
import { DialogButton } from '@/app/components/dialog-button';
import type { CannedReason } from '@/lib/appeals/review/canned/canned-reason-store';
import { ReasonForm } from './reason-form';

/** The dialog is a new one, and closed, as soon as the reason has changed. */
export function ChangeReason({ reason }: { reason: CannedReason }) {
  const t = useTranslations('settings.reasons');
  return (
    <DialogButton key={reason.version} label={t('change')} title={t('changeTitle')} size="sm">
      <ReasonForm reason={reason} />
    </DialogButton>
  );
}
