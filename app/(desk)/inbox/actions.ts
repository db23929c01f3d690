'use server';

import { formAction } from '@/app/form-action';
import { markAllRead } from '@/lib/notices/inbox/mark-all-read';
import { markNotices } from '@/lib/notices/inbox/mark-notices';

export const markNoticeAction = formAction('mark-notice', markNotices, {
  read: (form) => ({ noticeIds: form.getAll('noticeId'), isRead: form.get('isRead') === 'yes' }),
});

export const markAllReadAction = formAction('mark-all-read', markAllRead);
