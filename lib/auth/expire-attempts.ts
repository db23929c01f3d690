import { DAY_MS } from '@/lib/core/clock';
import { database } from '@/lib/db/client';
import { authoriseSystem, type Context } from './actor';
import { deleteCountsBefore } from './store';

/** Deletes counts of attempts whose window began more than a day ago. Running it again does nothing more. @returns how many */
export async function expireAttempts(context: Context): Promise<{ deleted: number }> {
  const scope = authoriseSystem(context);
  const before = new Date(context.clock.now().getTime() - DAY_MS);
  return { deleted: await deleteCountsBefore(database(), scope, before) };
}
