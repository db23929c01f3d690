import type { Context } from '@/lib/auth/actor';
import { parseInput } from '@/lib/core/parse';
import { database } from '@/lib/db/client';
import { readNotice } from '../rules/notice-kinds';
import { idOfPlace, noticeLink } from '../rules/notice-link';
import { placeInput } from '../schemas';
import { inboxScope } from './inbox-scope';
import { findUnreadAbout, setRead } from './store';

/** Of one place; who has left so much unread marks all of it in the inbox. */
const AT_MOST = 200;

/**
 * Marks the notices as read that lead to a page which one has opened, however one came to it.
 * @param input `{ path }` @returns how many there were @throws AppError VALIDATION for a path to which no notice leads
 */
export async function markPlaceRead(context: Context, input: unknown): Promise<{ changed: number }> {
  const scope = inboxScope(context);
  const { path } = parseInput(placeInput, input);
  const db = database();
  const about = await findUnreadAbout(db, scope, { id: idOfPlace(path), atMost: AT_MOST });
  const eventIds = about.flatMap(({ eventId, side, event }) => {
    const content = readNotice(event);
    return content && noticeLink(content, side) === path ? [eventId] : [];
  });
  if (eventIds.length === 0) return { changed: 0 };
  return { changed: await setRead(db, scope, eventIds, { isRead: true, now: context.clock.now() }) };
}
