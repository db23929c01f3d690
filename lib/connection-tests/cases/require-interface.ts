import type { OrganizationScope } from '@/lib/auth/actor';
import { AppError, preconditionFailed } from '@/lib/core/errors';
import type { Transaction } from '@/lib/db/client';
import type { InterfaceSpec } from '@/lib/koogallery/interface';
import { findInterface } from '@/lib/koogallery/interface-catalog';
import { requiredCases } from '@/lib/koogallery/required-cases';
import { STORED_PROTOCOLS } from '@/lib/koogallery/stored-protocols';
import type { Declaration } from '../connection-record';
import { findDeclaration } from '../declaration/find-declaration';

/**
 * The interface of an activity that the asset's declaration needs or may have.
 * @throws AppError PRECONDITION_FAILED before anything is declared, VALIDATION for an activity that is not its own
 */
export async function requireInterface(
  tx: Transaction,
  scope: OrganizationScope,
  { assetId, activity }: { assetId: string; activity: string },
): Promise<{ spec: InterfaceSpec; protocol: Declaration['protocol'] }> {
  const declaration = await findDeclaration(tx, scope, assetId);
  if (!declaration) throw preconditionFailed('connection.blockers.NOT_DECLARED');
  const { protocol } = declaration;
  const isNeeded = requiredCases(declaration).some((need) => need.activity === activity);
  const spec = findInterface(STORED_PROTOCOLS[protocol], activity);
  if (!isNeeded || !spec)
    throw new AppError('VALIDATION', { message: 'connection.unknownActivity', values: { activity } });
  return { spec, protocol };
}
