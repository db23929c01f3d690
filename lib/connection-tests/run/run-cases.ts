import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import type { JsonObject } from '@/lib/signing/canonical';
import type { ConnectionCase, Declaration } from '../connection-record';
import { openRequest } from '../kept-requests';
import type { CaseChoice } from '../rules/run-plan';
import { findCases } from '../store';

/** A case as it is when a run begins, its request opened. */
export type RunCase = Pick<ConnectionCase, 'id' | 'version' | 'activity' | 'name'> & {
  request: JsonObject | null;
};

/** The cases of the declared protocol. Requests in clear: for the engine, never for a log or a job. */
export async function readRunCases(
  db: Database,
  scope: OrganizationScope,
  { assetId, protocol }: Pick<Declaration, 'assetId' | 'protocol'>,
): Promise<RunCase[]> {
  const saved = (await findCases(db, scope, [assetId])).filter((one) => one.protocol === protocol);
  return Promise.all(
    saved.map(async ({ id, version, activity, name, sealedRequest }) => {
      const request = await openRequest(sealedRequest, assetId);
      return { id, version, activity, name, request };
    }),
  );
}

export const findRunCase = (
  cases: readonly RunCase[],
  { activity, caseName }: Pick<CaseChoice, 'activity' | 'caseName'>,
): RunCase | null => cases.find((one) => one.activity === activity && one.name === caseName) ?? null;
