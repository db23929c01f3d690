import type { Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { inboxScope } from './inbox-scope';
import { setRead } from './store';

/** Marks all that one's inbox shows as read; what comes in at this moment stays unread. @returns how many there were */
export async function markAllRead(context: Context): Promise<{ changed: number }> {
  const scope = inboxScope(context);
  return { changed: await setRead(database(), scope, null, { isRead: true, now: context.clock.now() }) };
}
