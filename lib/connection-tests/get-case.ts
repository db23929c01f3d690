import { authorise, type Context, isAllowed } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { database } from '@/lib/db/client';
import { findInterface } from '@/lib/koogallery/interface-catalog';
import { STORED_PROTOCOLS } from '@/lib/koogallery/stored-protocols';
import { findCaseCalls, findMaskedMessage } from '@/lib/messages/for-other-rooms';
import type { MaskedMessage, MessageHead } from '@/lib/messages/message-record';
import { maskJson } from '@/lib/messages/rules/mask-json';
import type { MarkExcerpt } from '@/lib/response-checks/mark-excerpt';
import type { SignatureStages } from '@/lib/response-checks/signature/compare-stages';
import type { JsonObject } from '@/lib/signing/canonical';
import type { CaseEntry, CaseRow } from './case-rows';
import { draftRequests, type RequestSample } from './cases/draft-requests';
import { findMarks } from './find-marks';
import { findSignatureStages } from './find-signature-stages';
import { type Connection, getConnection } from './get-connection';
import { openRequest } from './kept-requests';

/** How many calls of a case its page lists; the message log has all of them. */
const HISTORY_LENGTH = 10;

export type ConnectionCaseDetails = {
  connection: Connection;
  /** The interface, with its other cases. */
  row: CaseRow;
  /** The case that is shown. */
  entry: CaseEntry;
  /** What the case would send now, masked for who may not reveal; null where an instance has to be made first. */
  request: JsonObject | null;
  /** Each template that suits the product, filled with sample data; the first is the default. */
  samples: readonly RequestSample[];
  /** The newest call of the case; its exact bytes are a matter of the message log. Null once its days there are over. */
  lastCall: MaskedMessage | null;
  /** Where the proof of each of its explanations is; null where there is no place to show. */
  marks: readonly (MarkExcerpt | null)[];
  /** The calculation behind a wrong signature of that call, beside the right one; null where there is none. */
  stages: SignatureStages | null;
  /** The case's newest calls, newest first. */
  history: readonly MessageHead[];
};

/**
 * One case of an asset's interface, with its newest call.
 * @param caseId null: the interface's own case
 * @throws AppError NOT_FOUND for an activity that the asset's declaration does not have, too
 */
export async function getCase(
  context: Context,
  assetId: string,
  activity: string,
  caseId: string | null = null,
): Promise<ConnectionCaseDetails> {
  const scope = authorise(context, 'message.view');
  const connection = await getConnection(context, assetId);
  const { declaration, instance, asset } = connection;
  const row = [...connection.cases, ...connection.optionalCases].find((one) => one.activity === activity);
  const entry =
    caseId === null ? row && { ...row, name: '' } : row?.named.find((one) => one.saved?.id === caseId);
  const spec = declaration && findInterface(STORED_PROTOCOLS[declaration.protocol], activity);
  if (!row || !entry || !spec) throw notFound('connectionCase');
  const { saved, name } = entry;
  const [lastCall, history] = await Promise.all([
    saved?.lastMessageId ? findMaskedMessage(database(), scope, saved.lastMessageId) : null,
    findCaseCalls(
      database(),
      scope,
      { assetId: asset.id, protocol: spec.protocol, activity, caseName: name },
      HISTORY_LENGTH,
    ),
  ]);
  const { request, samples } = draftRequests(spec, declaration, {
    saved: await openRequest(saved?.sealedRequest ?? null, asset.id),
    instance,
    clock: context.clock,
  });
  return {
    connection,
    row,
    entry,
    request: isAllowed(context, 'message.reveal') ? request : masked(request),
    samples,
    lastCall,
    marks: lastCall ? await findMarks(database(), scope, lastCall) : [],
    stages: lastCall && (await findSignatureStages(database(), scope, lastCall, context.clock)),
    history,
  };
}

/** Who may not see an exchange as it was sees no secret of the request that makes one either. */
const masked = (request: JsonObject | null): JsonObject | null =>
  request && ((maskJson(JSON.stringify(request)) ?? null) as JsonObject | null);
