import type { OrganizationScope, PlatformScope } from '@/lib/auth/actor';
import { newId } from '@/lib/core/ids';
import type { Database, Transaction } from '@/lib/db/client';
import { toJson } from '@/lib/db/json';
import type { Confidence, Evidence } from '@/lib/findings/rules/finding';
import type { RetestEntry, RetestReason, RetestState } from '../rules/retest';
import type { ScanEndReason, ScanStatus } from '../scan-record';

/** What the newest re-test of a finding came to. */
export type FindingRetest = {
  findingId: string;
  state: RetestState;
  reason: { code: RetestReason['code'] | ScanEndReason; values: Record<string, string | number> } | null;
  /** The new proof, and how sure it is; null unless the finding is still there. */
  confidence: Confidence | null;
  evidence: Evidence | null;
  at: Date;
};

/** A re-test that is not over, with the findings that it asks. */
export type OpenRetest = { id: string; status: ScanStatus; findingIds: readonly string[] };

export async function insertRetestResults(
  tx: Transaction,
  { organizationId }: OrganizationScope,
  retest: { id: string; at: Date },
  findingIds: readonly string[],
): Promise<void> {
  await tx.retestResult.createMany({
    data: findingIds.map((findingId) => ({
      id: newId(retest.at.getTime()),
      ...{ retestId: retest.id, findingId, organizationId },
    })),
  });
}

/** The findings that a re-test asks, by id. */
export async function findRetestFindingIds(
  db: Database,
  _scope: PlatformScope,
  retestId: string,
): Promise<string[]> {
  const rows = await db.retestResult.findMany({ where: { retestId }, select: { findingId: true } });
  return rows.map(({ findingId }) => findingId);
}

/**
 * Writes what a re-test came to. Findings without an entry could not be asked, for the reason why it ended.
 * @param entries by the id of the finding
 */
export async function storeRetestResults(
  tx: Transaction,
  _scope: PlatformScope,
  retest: { id: string; at: Date },
  {
    entries,
    otherwise,
  }: { entries: ReadonlyMap<string, RetestEntry>; otherwise: NonNullable<FindingRetest['reason']> },
): Promise<void> {
  for (const [findingId, { state, reason, finding }] of entries) {
    await tx.retestResult.updateMany({
      where: { retestId: retest.id, findingId },
      data: {
        ...{
          state,
          at: retest.at,
          reasonCode: reason?.code ?? null,
          confidence: finding?.confidence ?? null,
        },
        ...(reason ? { reasonData: toJson(reason.values) } : {}),
        ...(finding ? { evidence: toJson(finding.evidence) } : {}),
      },
    });
  }
  await tx.retestResult.updateMany({
    where: { retestId: retest.id, state: null },
    data: {
      ...{ state: 'NOT_ASKED', reasonCode: otherwise.code, at: retest.at },
      reasonData: toJson(otherwise.values),
    },
  });
}

/** The newest result of each finding of these scans. @param until of later ones nothing is told; null: of all */
export async function findRetests(
  db: Database,
  { organizationId }: OrganizationScope,
  scanIds: readonly string[],
  until: Date | null = null,
): Promise<FindingRetest[]> {
  const rows = await db.retestResult.findMany({
    where: {
      ...{ organizationId, state: { not: null }, finding: { scanId: { in: [...scanIds] } } },
      ...(until ? { at: { lte: until } } : {}),
    },
    orderBy: [{ findingId: 'asc' }, { at: 'desc' }, { id: 'desc' }],
    distinct: ['findingId'],
  });
  return rows.flatMap(({ findingId, state, reasonCode, reasonData, confidence, evidence, at }) =>
    state === null || at === null
      ? []
      : {
          ...{ findingId, state, confidence, at },
          reason: reasonCode === null ? null : toReason(reasonCode, reasonData),
          evidence: evidence as Evidence | null,
        },
  );
}

const toReason = (code: string, values: unknown): FindingRetest['reason'] => ({
  code: code as RetestReason['code'] | ScanEndReason,
  values: (values ?? {}) as Record<string, string | number>,
});

/** The re-tests of these scans that are not over, at most one a scan. */
export async function findOpenRetests(
  db: Database,
  { organizationId }: OrganizationScope,
  scanIds: readonly string[],
): Promise<OpenRetest[]> {
  const rows = await db.scan.findMany({
    where: { organizationId, retestOfId: { in: [...scanIds] }, status: { in: ['QUEUED', 'RUNNING'] } },
    select: { id: true, status: true, results: { select: { findingId: true } } },
  });
  return rows.map(({ id, status, results }) => ({
    ...{ id, status },
    findingIds: results.map(({ findingId }) => findingId),
  }));
}
