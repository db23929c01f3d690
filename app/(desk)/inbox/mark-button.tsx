'use client';

import { useTranslations } from 'next-intl';
import { ActionForm } from '@/app/components/action-form';
import { SubmitButton } from '@/app/components/submit-button';
import { markNoticeAction } from './actions';

/** Marks one notice as read, or as unread again. */
export function MarkButton({ noticeId, isRead }: { noticeId: string; isRead: boolean }) {
  const t = useTranslations('notices');
  return (
    <ActionForm kind="act" action={markNoticeAction}>
      <input type="hidden" name="noticeId" value={noticeId} />
      <input type="hidden" name="isRead" value={isRead ? 'no' : 'yes'} />
      <SubmitButton look="quiet" size="sm">
        {isRead ? t('markUnread') : t('markRead')}
      </SubmitButton>
    </ActionForm>
  );
}
