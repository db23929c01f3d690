import type { Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import type { Locale } from '@/lib/i18n/locales';
import { putReader } from '../store';
import { inboxScope } from './inbox-scope';
import { findBell } from './store';

/** The bell counts no further. */
export const BELL_MOST = 100;

/**
 * How many notices are unread. It remembers in which language and zone the desk is read: mails are written in them, and
 * nobody has to be asked.
 */
export async function getBell(
  context: Context,
  reader: { language: Locale; zone: string },
): Promise<{ unread: number }> {
  const scope = inboxScope(context);
  const db = database();
  const { unread, language, zone } = await findBell(db, scope, BELL_MOST);
  if (language !== reader.language || zone !== reader.zone) await putReader(db, scope.userId, reader);
  return { unread };
}
