import type { OrganizationScope } from '@/lib/auth/actor';
import { sha256Hex } from '@/lib/core/bytes';
import { newId } from '@/lib/core/ids';
import type { Database, Transaction } from '@/lib/db/client';
import type { Finding } from '@/lib/db/generated/client';
import { toJson, toPostgresText } from '@/lib/db/json';
import type { FindingKey } from '@/lib/i18n/app-messages';
import type { FindingRecord } from './finding-record';
import type { Evidence, FindingClass, ParameterLocation } from './rules/finding';
import type { FingerprintedFinding } from './rules/fingerprint';

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

/** Stores the findings of a scan in the order of the report. */
export async function insertFindings(
  tx: Transaction,
  scope: OrganizationScope,
  { id: scanId, completedAt: at }: { id: string; completedAt: Date },
  findings: readonly FingerprintedFinding[],
): Promise<void> {
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
      evidenceHash: sha256Hex(toPostgresText(`${evidence.request}\n${evidence.response}`)),
      parameterLocation: parameter?.location ?? null,
      parameterName: parameter ? toPostgresText(parameter.name) : null,
    })),
  });
}

/** In the order of the report. */
export async function findScanFindings(
  db: Database,
  scope: OrganizationScope,
  scanIds: readonly string[],
): Promise<FindingRecord[]> {
  const rows = await db.finding.findMany({
    where: { scanId: { in: [...scanIds] }, organizationId: scope.organizationId },
    orderBy: [{ scanId: 'asc' }, { number: 'asc' }],
  });
  return rows.map(toRecord);
}

/** A stretch of the report of one scan: those behind a number, so many at most. */
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
  return rows.map(toRecord);
}
