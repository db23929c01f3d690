import { authorise, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { type CalendarFeed, findFeeds } from './store';

/** One's own feeds in one's organization. @throws AppError FORBIDDEN */
export async function listFeeds(context: Context): Promise<CalendarFeed[]> {
  return findFeeds(database(), authorise(context, 'calendar.subscribe'));
}
