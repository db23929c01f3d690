import type { Context } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { isId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import { readNotice } from '../rules/notice-kinds';
import { noticeLink } from '../rules/notice-link';
import { inboxScope } from './inbox-scope';
import { findNotice, setRead } from './store';

/** Marks a notice as read and says where it leads. @throws AppError NOT_FOUND for one that is not in one's inbox */
export async function openNotice(context: Context, noticeId: string): Promise<{ link: string }> {
  const scope = inboxScope(context);
  const found = isId(noticeId) ? await findNotice(database(), scope, noticeId) : null;
  if (!found) throw notFound('notice');
  await setRead(database(), scope, [noticeId], { isRead: true, now: context.clock.now() });
  const content = readNotice(found.event);
  return { link: content ? noticeLink(content, found.side) : '/inbox' };
}
