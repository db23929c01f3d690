'use client';

import { RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { restartMessagesAction } from '@/app/(desk)/messages/actions';
import { ActionForm } from '@/app/components/action-form';
import { SubmitButton } from '@/app/components/submit-button';

type ConfirmRestartProps = { messageIds: readonly string[]; willSend: number };

/** Sends what was counted; when the count is another one by then, nothing is sent. */
export function ConfirmRestart({ messageIds, willSend }: ConfirmRestartProps) {
  const t = useTranslations('messages.restart');
  return (
    <ActionForm kind="act" action={restartMessagesAction}>
      {messageIds.map((id) => (
        <input key={id} type="hidden" name="id" value={id} />
      ))}
      <input type="hidden" name="willSend" value={willSend} />
      <SubmitButton icon={RotateCw}>{t('confirm', { count: willSend })}</SubmitButton>
    </ActionForm>
  );
}
