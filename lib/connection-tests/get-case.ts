import { authorise, type Context } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { database } from '@/lib/db/client';
import { findMaskedMessage } from '@/lib/messages/find-masked-message';
import type { MaskedMessage } from '@/lib/messages/message-record';
import type { JsonObject } from '@/lib/signing/canonical';
import { type CaseRow, type Connection, getConnection } from './get-connection';
import { prepareRequest } from './run/prepare-request';

export type ConnectionCaseDetails = {
  connection: Connection;
  row: CaseRow;
  /** What the case would send now, for the builder to begin from; null where an instance has to be made first. */
  request: JsonObject | null;
  /** The newest call of the case; its exact bytes are a matter of the message log. Null once its days there are over. */
  lastCall: MaskedMessage | null;
};

/**
 * One case of an asset, with its newest call.
 * @throws AppError NOT_FOUND for an activity that the asset's billing modes do not require, too
 */
export async function getCase(
  context: Context,
  assetId: string,
  activity: string,
): Promise<ConnectionCaseDetails> {
  const scope = authorise(context, 'message.view');
  const connection = await getConnection(context, assetId);
  const row = connection.cases.find((one) => one.activity === activity);
  if (!row) throw notFound('connectionCase');
  const prepared = await prepareRequest(context, scope, connection.asset.id, { activity });
  const messageId = row.saved?.lastMessageId ?? null;
  return {
    connection,
    row,
    request: prepared?.request ?? null,
    lastCall: messageId === null ? null : await findMaskedMessage(database(), scope, messageId),
  };
}
