import type { Context } from '@/lib/auth/actor';
import { writeCursor } from '@/lib/core/page-cursor';
import { PAGE_SIZE } from '@/lib/core/pages';
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

/** @property older where the next page begins; null on the last one @property total however many there are in all */
export type InboxPage = { rows: InboxLine[]; total: number; older: string | null };

/** One's own notices, the newest first, a page at a time: what comes in meanwhile moves none. @throws AppError VALIDATION */
export async function listInbox(context: Context, input: unknown): Promise<InboxPage> {
  const scope = inboxScope(context);
  const { show, subject, older } = parseInput(inboxInput, input);
  const filter = {
    isUnreadOnly: show === 'unread',
    kinds: subject === null ? null : kindsOfSubject(subject),
  };
  // One more than is shown tells whether there is another page.
  const found = await findInbox(database(), scope, filter, { older, atMost: PAGE_SIZE + 1 });
  const shown = found.rows.slice(0, PAGE_SIZE);
  const last = found.rows.length > PAGE_SIZE ? shown.at(-1) : undefined;
  return {
    rows: shown.map(({ eventId, at, readAt, side, event }) => {
      const content = readNotice(event);
      return {
        id: eventId,
        at,
        isRead: readAt !== null,
        content,
        link: content && noticeLink(content, side),
      };
    }),
    total: found.total,
    older: last ? writeCursor({ createdAt: last.at, id: last.eventId }) : null,
  };
}
