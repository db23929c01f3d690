import { authoriseSystem, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { forgottenBefore } from './answer-once';
import { deleteAnswersBefore } from './store';

/** Deletes the answers that were kept long enough. Running it again does nothing more. @returns how many */
export async function expireAnswers(context: Context): Promise<{ deleted: number }> {
  const scope = authoriseSystem(context);
  return { deleted: await deleteAnswersBefore(database(), scope, forgottenBefore(context.clock)) };
}
