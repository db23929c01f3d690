import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import { findUrlProof } from '../prove-url/store';
import { caseState } from '../rules/case-state';
import type { JudgedConnection } from '../rules/judged-connection';
import { findNewestRuns } from '../run/store';
import { findCases } from '../store';
import { findDeclaration } from './find-declaration';

const RUNS_AT_MOST = 10;

/** As it is in this transaction; null where nothing was declared. */
export async function freezeConnection(
  db: Database,
  scope: OrganizationScope,
  assetId: string,
): Promise<JudgedConnection | null> {
  const declaration = await findDeclaration(db, scope, assetId);
  if (!declaration) return null;
  const { version, protocol } = declaration;
  const cases = await findCases(db, scope, [assetId]);
  const proof = await findUrlProof(db, scope, assetId);
  const runs = await findNewestRuns(db, scope, assetId, RUNS_AT_MOST);
  return {
    declarationVersion: version,
    cases: cases
      .filter((one) => one.protocol === protocol)
      .map((one) => ({
        activity: one.activity,
        name: one.name,
        state: caseState(one, version),
        version: one.version,
        lastRunAt: one.lastRunAt?.toISOString() ?? null,
        lastRunDeclaration: one.lastRunDeclaration,
        messageId: one.lastMessageId,
      })),
    urlProof: proof && {
      url: proof.url,
      checkedAt: proof.checkedAt.toISOString(),
      checks: proof.checks.map(({ code, state }) => ({ code, state })),
    },
    runIds: runs
      .filter(({ declarationVersion, finishedAt }) => declarationVersion === version && finishedAt !== null)
      .map(({ id }) => id),
  };
}
