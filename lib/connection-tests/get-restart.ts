import { authorise, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import type { Restart } from './restarts/restart-record';
import { findRestart } from './restarts/store';

/** How far messages that somebody asked to be sent again have come, each with its result. @throws AppError NOT_FOUND */
export async function getRestart(context: Context, restartId: string): Promise<Restart> {
  return findRestart(database(), authorise(context, 'message.view'), restartId);
}
