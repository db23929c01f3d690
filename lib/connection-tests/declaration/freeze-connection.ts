import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import { findUrlProof } from '../prove-url/store';
import { caseState } from '../rules/case-state';
import type { UrlCheck } from '../rules/url-check';
import { findNewestRuns } from '../run/store';
import { findCases } from '../store';
import { findDeclaration } from './find-declaration';

/** What the technical connection had come to when an asset was sent: cases and runs change afterwards. */
export type JudgedConnection = {
  declarationVersion: number;
  cases: readonly {
    activity: string;
    /** Empty for an interface's own case. */
    name: string;
    state: string;
    version: number;
    /** ISO, as all times here: it is kept as JSON. */
    lastRunAt: string | null;
    lastRunDeclaration: number | null;
    messageId: string | null;
  }[];
  urlProof: { url: string; checkedAt: string; checks: readonly Pick<UrlCheck, 'code' | 'state'>[] } | null;
  /** The newest runs of this declaration that have ended. */
  runIds: readonly string[];
};

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
