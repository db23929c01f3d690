import { getAsset } from '@/lib/assets/get-asset';
import { authorise, type Context } from '@/lib/auth/actor';
import { configuration } from '@/lib/config/configuration';
import { previewRestartSchema } from '@/lib/connection-tests/schemas';
import { parseInput } from '@/lib/core/parse';
import { database } from '@/lib/db/client';
import type { MessageHead } from '@/lib/messages/message-record';
import { prepareRestart } from './prepare-restart';
import type { RestartBlocker } from './restart-record';
import { findUnderWay } from './store';

export type RestartPreview = {
  /** In the order asked for; `reason` is null for a message that will be sent, `message` for one that is gone. */
  rows: { messageId: string; message: MessageHead | null; reason: RestartBlocker | null }[];
  willSend: number;
};

/** Which messages would be sent again now, and why the others not. Nothing is sent. @throws AppError VALIDATION */
export async function previewRestart(
  context: Context,
  input: unknown,
  allowedHosts: ReadonlySet<string> = configuration().OUTBOUND_ALLOW_PRIVATE,
): Promise<RestartPreview> {
  const scope = authorise(context, 'connection.run');
  const { messageIds } = parseInput(previewRestartSchema, input);
  const underWay = await findUnderWay(database(), scope, messageIds);
  const rows: RestartPreview['rows'] = [];
  // One after another: each is opened, and a hundred at once would be a load.
  for (const messageId of new Set(messageIds)) {
    const readAsset = (assetId: string) => getAsset(context, assetId);
    const now = context.clock.now();
    const prepared = await prepareRestart(scope, readAsset, messageId, { now, allowedHosts });
    const reason = prepared.ok ? null : prepared.reason;
    rows.push({
      messageId,
      message: prepared.message,
      reason: reason ?? (underWay.has(messageId) ? 'UNDER_WAY' : null),
    });
  }
  return { rows, willSend: rows.filter(({ reason }) => reason === null).length };
}
