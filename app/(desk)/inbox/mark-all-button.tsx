'use client';

import { useTranslations } from 'next-intl';
import { ActionForm } from '@/app/components/action-form';
import { SubmitButton } from '@/app/components/submit-button';
import { markAllReadAction } from './actions';

/** Marks all that the inbox has as read, whatever the filters show. */
export function MarkAllButton() {
  const t = useTranslations('notices');
  return (
    <ActionForm kind="act" action={markAllReadAction}>
      <SubmitButton look="secondary">{t('markAllRead')}</SubmitButton>
    </ActionForm>
  );
}
