import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import type { JsonObject } from '@/lib/signing/canonical';
import { toText } from '@/lib/signing/encoding';
import type { CallRecord } from '../connection-record';
import { readJsonObject } from '../rules/request-form';
import { findLastPassed } from './store';

/** The instance that the newest newInstance made: the other cases are about it. */
export type TestInstance = {
  instanceId: string;
  orderId: string | null;
  orderLineId: string | null;
  madeAt: Date;
  /** A later releaseInstance succeeded: a seller may answer now that there is no such instance. */
  isReleased: boolean;
};

/** @returns null before newInstance succeeded, or when its answer named no instance */
export async function findInstance(
  db: Database,
  scope: OrganizationScope,
  assetId: string,
): Promise<TestInstance | null> {
  const made = await findLastPassed(db, scope, assetId, 'newInstance');
  const instanceId = made && textOf(answerOf(made), 'instanceId');
  if (!made || !instanceId) return null;
  const order = requestOf(made);
  const released = await findLastPassed(db, scope, assetId, 'releaseInstance');
  return {
    instanceId,
    orderId: textOf(order, 'orderId'),
    orderLineId: textOf(order, 'orderLineId'),
    madeAt: made.createdAt,
    isReleased:
      released !== null &&
      released.createdAt >= made.createdAt &&
      textOf(requestOf(released), 'instanceId') === instanceId,
  };
}

const read = (bytes: Uint8Array | null): JsonObject | null => readJsonObject((bytes && toText(bytes)) ?? '');
const requestOf = (call: CallRecord) => read(call.attempt.requestBody);
const answerOf = (call: CallRecord) => read(call.attempt.responseBody);

function textOf(object: JsonObject | null, name: string): string | null {
  const value = object?.[name];
  return typeof value === 'string' && value !== '' ? value : null;
}
