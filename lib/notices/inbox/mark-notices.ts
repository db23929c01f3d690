import type { Context } from '@/lib/auth/actor';
import { parseInput } from '@/lib/core/parse';
import { database } from '@/lib/db/client';
import { markInput } from '../schemas';
import { inboxScope } from './inbox-scope';
import { setRead } from './store';

/** Marks notices of one's own as read, or as unread again; those of others are left as they are. @throws AppError VALIDATION */
export async function markNotices(context: Context, input: unknown): Promise<{ changed: number }> {
  const scope = inboxScope(context);
  const { noticeIds, isRead } = parseInput(markInput, input);
  const changed = await setRead(database(), scope, noticeIds, { isRead, now: context.clock.now() });
  return { changed };
}
