import type { OrganizationScope } from '@/lib/auth/actor';
import { newId } from '@/lib/core/ids';
import type { Database, Transaction } from '@/lib/db/client';
import type { Finding } from '@/lib/db/generated/client';
import { toJson, toPostgresText } from '@/lib/db/json';
import { readOnce } from '@/lib/db/read-once';
import type { FindingKey } from '@/lib/i18n/app-messages';
import { findCarriedDecisions, findStandingPlaces } from './decisions/store';
import type { FindingRecord } from './finding-record';
import { computeEvidenceHash } from './rules/evidence-hash';
import type { Evidence, FindingClass, ParameterLocation } from './rules/finding';
import type { FingerprintedFinding } from './rules/fingerprint';
import { findStanding } from './rules/standing';

const toRecord = ({ parameterLocation, parameterName, ...row }: Finding): FindingRecord => ({
  ...row,
  class: row.class as FindingClass,
  titleKey: row.titleKey as FindingKey,
  values: row.values as Record<string, string | number>,
  evidence: row.evidence as Evidence,
  source: row.source as object | null,
  parameter:
    parameterLocation === null
      ? null
      : { location: parameterLocation as ParameterLocation, name: parameterName ?? '' },
});

type EndedScan = {
  id: string;
  completedAt: Date;
  checkVersions: readonly { id: string; version: number }[];
};

/** Stores the findings of a scan in the order of the report. */
export async function insertFindings(
  tx: Transaction,
  scope: OrganizationScope,
  { id: scanId, completedAt: at, checkVersions }: EndedScan,
  findings: readonly FingerprintedFinding[],
): Promise<void> {
  const versions = new Map(checkVersions.map(({ id, version }) => [id, version]));
  await tx.finding.createMany({
    data: findings.map(({ parameter, evidence, values, source, ...finding }, index) => ({
      ...finding,
      url: toPostgresText(finding.url),
      ...(source ? { source: toJson(source) } : {}),
      sink: toPostgresText(finding.sink),
      id: newId(at.getTime()),
      scanId,
      organizationId: scope.organizationId,
      number: index + 1,
      values: toJson(values),
      evidence: toJson(evidence),
      evidenceHash: computeEvidenceHash({ titleKey: finding.titleKey, evidence }),
      checkVersion: versions.get(finding.checkId) ?? null,
      parameterLocation: parameter?.location ?? null,
      parameterName: parameter ? toPostgresText(parameter.name) : null,
    })),
  });
}

/**
 * In the order of the report, with what earlier decisions make of them.
 * @param at null: as it was when each scan ended, so that what was sent does not change while it is judged
 */
export const findScanFindings = readOnce(
  async (
    db: Database,
    scope: OrganizationScope,
    scanIds: readonly string[],
    at: Date | null = null,
  ): Promise<FindingRecord[]> => {
    const rows = await db.finding.findMany({
      where: { scanId: { in: [...scanIds] }, organizationId: scope.organizationId },
      orderBy: [{ scanId: 'asc' }, { number: 'asc' }],
    });
    return withStanding(db, scope, rows, at);
  },
);

async function withStanding(
  db: Database,
  scope: OrganizationScope,
  rows: readonly Finding[],
  at: Date | null = null,
): Promise<FindingRecord[]> {
  const fingerprints = [...new Set(rows.map(({ fingerprint }) => fingerprint))];
  const scanIds = [...new Set(rows.map(({ scanId }) => scanId))];
  const decisions = await findCarriedDecisions(db, scope, { fingerprint: { in: fingerprints } });
  const places = decisions.length === 0 ? null : await findStandingPlaces(db, scope, scanIds);
  return rows.map((row) => {
    const place = places?.get(row.scanId);
    const judgedAt = at ?? place?.endedAt;
    const standing = place && judgedAt ? findStanding(row, decisions, place, judgedAt) : null;
    return { ...toRecord(row), standing };
  });
}

/** Without what decisions make of them. */
export async function findFindings(
  db: Database,
  scope: OrganizationScope,
  ids: readonly string[],
): Promise<FindingRecord[]> {
  const rows = await db.finding.findMany({
    where: { id: { in: [...ids] }, organizationId: scope.organizationId },
  });
  return rows.map(toRecord);
}

/** A stretch of the report of one scan as it was when the scan ended: those behind a number, so many at most. */
export async function findFindingsAfter(
  db: Database,
  scope: OrganizationScope,
  scanId: string,
  { number, atMost }: { number: number; atMost: number },
): Promise<FindingRecord[]> {
  const rows = await db.finding.findMany({
    where: { scanId, organizationId: scope.organizationId, number: { gt: number } },
    orderBy: { number: 'asc' },
    take: atMost,
  });
  return withStanding(db, scope, rows);
}
