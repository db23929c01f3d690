import { lockAsset } from '@/lib/assets/for-other-rooms';
import { requireEditable } from '@/lib/assets/require-editable';
import type { OrganizationScope } from '@/lib/auth/actor';
import { conflict, notFound, preconditionFailed } from '@/lib/core/errors';
import type { Transaction } from '@/lib/db/client';
import type { ConnectionCase } from '../connection-record';
import { isOwnCase } from '../rules/saved-case';
import { lockCase } from './store';

type Asked = { assetId: string; caseId: string; version: number };

/**
 * The case to be changed, held until the transaction ends with its asset's row.
 * @throws AppError NOT_FOUND; PRECONDITION_FAILED when the asset is under review or decided; CONFLICT when it was
 * changed since `version`
 */
export async function requireCase(
  tx: Transaction,
  scope: OrganizationScope,
  asked: Asked,
): Promise<ConnectionCase> {
  requireEditable(await lockAsset(tx, scope, asked.assetId));
  const known = await lockCase(tx, scope, asked);
  if (!known) throw notFound('connectionCase');
  if (known.version !== asked.version) throw conflict('connection.caseChangedMeanwhile');
  return known;
}

/** The same for what an interface's own case does not allow. @throws AppError PRECONDITION_FAILED for that one */
export async function requireNamedCase(
  tx: Transaction,
  scope: OrganizationScope,
  asked: Asked,
): Promise<ConnectionCase> {
  const known = await requireCase(tx, scope, asked);
  if (isOwnCase(known)) throw preconditionFailed('connection.ownCase');
  return known;
}
