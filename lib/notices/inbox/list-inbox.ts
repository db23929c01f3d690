import type { Context } from '@/lib/auth/actor';
import type { Page } from '@/lib/core/pages';
import { pageRequest } from '@/lib/core/pages';
import { parseInput } from '@/lib/core/parse';
import { database } from '@/lib/db/client';
import { kindsOfSubject, type NoticeContent, readNotice } from '../rules/notice-kinds';
import { noticeLink } from '../rules/notice-link';
import { inboxInput } from '../schemas';
import { inboxScope } from './inbox-scope';
import { findInbox } from './store';

/** A line of the inbox. `content` and `link` are null for a kind that this version does not know. */
export type InboxLine = {
  id: string;
  at: Date;
  isRead: boolean;
  content: NoticeContent | null;
  link: string | null;
};

/** One's own notices, the newest first. @throws AppError VALIDATION */
export async function listInbox(context: Context, input: unknown): Promise<Page<InboxLine>> {
  const scope = inboxScope(context);
  const { show, subject, page } = parseInput(inboxInput, input);
  const found = await findInbox(
    database(),
    scope,
    { isUnreadOnly: show === 'unread', kinds: subject === null ? null : kindsOfSubject(subject) },
    pageRequest(page),
  );
  const rows = found.rows.map(({ eventId, at, readAt, side, event }) => {
    const content = readNotice(event);
    return { id: eventId, at, isRead: readAt !== null, content, link: content && noticeLink(content, side) };
  });
  return { ...found, rows };
}
