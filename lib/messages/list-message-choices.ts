import { authorise, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { type LogChoices, readLogChoices } from './log/store';

export type { LogChoices };

/** What the newest messages can be filtered by. */
export function listMessageChoices(context: Context): Promise<LogChoices> {
  return readLogChoices(database(), authorise(context, 'message.view'));
}
