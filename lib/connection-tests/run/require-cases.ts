import type { OrganizationScope } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import type { Transaction } from '@/lib/db/client';
import { requireInterface } from '../cases/require-interface';
import type { Declaration } from '../connection-record';
import { requireValidRequest } from '../require-valid-request';
import type { CaseChoice } from '../rules/run-plan';
import { findCases } from '../store';

/**
 * Whether single cases can be run as they were chosen.
 * @throws AppError VALIDATION for an interface that the declaration has not, and field by field for a request that breaks
 * its limits; NOT_FOUND for a name under which nothing is saved
 */
export async function requireCases(
  tx: Transaction,
  scope: OrganizationScope,
  { assetId, protocol }: Pick<Declaration, 'assetId' | 'protocol'>,
  choices: readonly CaseChoice[],
): Promise<void> {
  const saved = await findCases(tx, scope, [assetId]);
  for (const { activity, caseName, request } of choices) {
    const { spec } = await requireInterface(tx, scope, { assetId, activity });
    const isSaved = saved.some(
      (one) => one.protocol === protocol && one.activity === activity && one.name === caseName,
    );
    if (caseName !== '' && !isSaved) throw notFound('connectionCase');
    if (request) requireValidRequest(spec, request);
  }
}
