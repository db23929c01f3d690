import { authorise, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { findMessageHeads } from '@/lib/messages/for-other-rooms';
import type { MessageHead } from '@/lib/messages/message-record';
import type { Restart, RestartItem } from './restart-record';
import { requireRestart } from './store';

export type RestartDetails = Pick<Restart, 'id' | 'createdAt' | 'finishedAt'> & {
  /** In the order asked for; the message is null when it is gone. */
  rows: (RestartItem & { message: MessageHead | null })[];
};

/** How far messages that somebody asked to be sent again have come, each with its result. @throws AppError NOT_FOUND */
export async function getRestart(context: Context, restartId: string): Promise<RestartDetails> {
  const scope = authorise(context, 'message.view');
  const { items, ...restart } = await requireRestart(database(), scope, restartId);
  const ids = items.map(({ messageId }) => messageId);
  const heads = await findMessageHeads(database(), scope, ids);
  return {
    ...restart,
    rows: items.map((item) => ({ ...item, message: heads.get(item.messageId) ?? null })),
  };
}
