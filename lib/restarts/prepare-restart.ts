import { editBlocker } from '@/lib/assets/rules/edit-blocker';
import type { AssetRecord } from '@/lib/assets/store';
import type { OrganizationScope } from '@/lib/auth/actor';
import { type CallTargetResult, readCallTarget } from '@/lib/connection-tests/read-call-target';
import { judgedUrl } from '@/lib/connection-tests/rules/declaration';
import { AppError } from '@/lib/core/errors';
import { database } from '@/lib/db/client';
import type { InterfaceSpec } from '@/lib/koogallery/interface';
import { findInterface } from '@/lib/koogallery/interface-catalog';
import { plainRequest } from '@/lib/koogallery/plain-request';
import { callBlocker } from '@/lib/koogallery/sign-call';
import type { MessageHead, OpenedMessage } from '@/lib/messages/message-record';
import { requireMessage } from '@/lib/messages/require-message';
import type { JsonObject } from '@/lib/signing/canonical';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { type RestartBlocker, toRestartBlocker } from './restart-record';
import { restartBlocker } from './rules/restartable';

export type PreparedRestart =
  | {
      ok: true;
      message: MessageHead;
      spec: InterfaceSpec;
      request: JsonObject;
      target: Extract<CallTargetResult, { ok: true }>;
    }
  /** `message` is null when it is gone. */
  | { ok: false; message: MessageHead | null; reason: RestartBlocker };

/** Reads an asset as whoever asks may. @throws AppError NOT_FOUND */
export type AssetReader = (assetId: string) => Promise<Pick<AssetRecord, 'status'>>;

/**
 * What sending a message again needs, with what the asset declares now; or why it cannot be. Keys are in clear.
 * @param allowedHosts `host:port` entries for which the operator waives the rules of a production URL
 */
export async function prepareRestart(
  scope: OrganizationScope,
  readAsset: AssetReader,
  messageId: string,
  { now, allowedHosts }: { now: Date; allowedHosts: ReadonlySet<string> },
): Promise<PreparedRestart> {
  const message = await orNull(requireMessage(database(), scope, messageId));
  if (!message) return { ok: false, message: null, reason: 'GONE' };
  const refuse = (reason: RestartBlocker) => ({ ok: false, message, reason }) as const;
  const blocker = restartBlocker(message);
  if (blocker) return refuse(blocker);
  const asset = await orNull(readAsset(message.assetId));
  if (!asset) return refuse('DECLARATION_CHANGED');
  // A decided asset is called as it stands: nothing that was sent is changed by it.
  if (editBlocker(asset.status) === 'UNDER_REVIEW') return refuse('UNDER_REVIEW');
  const target = await readCallTarget(database(), scope, message.assetId, now);
  if (!target.ok) return refuse(toRestartBlocker(target.reason));
  if (!judgedUrl(target.declaration, allowedHosts)?.ok) return refuse('PRODUCTION_URL_UNUSABLE');
  return rebuildCall(message, target) ?? refuse('SEALED');
}

function rebuildCall(
  { attempt, ...message }: OpenedMessage,
  target: Extract<CallTargetResult, { ok: true }>,
): PreparedRestart | null {
  if (!attempt) return null;
  const refuse = (reason: RestartBlocker) => ({ ok: false, message, reason }) as const;
  if (target.protocol !== message.protocol) return refuse('PROTOCOL_CHANGED');
  const known = findInterface(message.protocol, message.activity);
  if (!known) return refuse('UNKNOWN_INTERFACE');
  const plain = plainRequest(known, attempt, target.target, nodePrimitives);
  if (!plain.ok) return refuse(plain.reason);
  const blocker = callBlocker(plain.spec, target.target);
  if (blocker) return refuse(blocker);
  return { ok: true, message, spec: plain.spec, request: plain.request, target };
}

async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AppError && error.code === 'NOT_FOUND') return null;
    throw error;
  }
}
