import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database, Transaction } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { toJson, toPostgresText } from '@/lib/db/json';
import { findUserNames } from '@/lib/people/for-other-rooms';
import type { OpinionRecord, OpinionWithRows } from './opinion-record';
import type { OpinionCounts, OpinionRow, OpinionSource } from './rules/opinion-row';

const LISTED = {
  id: true,
  websiteId: true,
  source: true,
  tool: true,
  toolVersion: true,
  madeAt: true,
  fileName: true,
  size: true,
  sha256: true,
  counts: true,
  importedById: true,
  importedAt: true,
} as const satisfies Prisma.SecondOpinionSelect;

type Listed = Prisma.SecondOpinionGetPayload<{ select: typeof LISTED }>;

/** JSON columns hold what this room wrote. */
const toRecord = ({ source, counts, ...row }: Listed, names: ReadonlyMap<string, string>): OpinionRecord => ({
  ...row,
  source: source as OpinionSource,
  counts: counts as OpinionCounts,
  importedByName: names.get(row.importedById) ?? null,
});

/** Newest first, without their rows. */
export async function findOpinions(
  db: Database,
  scope: OrganizationScope,
  websiteId: string,
): Promise<OpinionRecord[]> {
  const rows = await db.secondOpinion.findMany({
    where: { websiteId, organizationId: scope.organizationId },
    orderBy: [{ importedAt: 'desc' }, { id: 'desc' }],
    select: LISTED,
  });
  const names = await findUserNames(
    db,
    scope,
    rows.map(({ importedById }) => importedById),
  );
  return rows.map((row) => toRecord(row, names));
}

/** One with its rows; null for one of another website or organization. */
export async function findOpinion(
  db: Database,
  scope: OrganizationScope,
  { websiteId, opinionId }: { websiteId: string; opinionId: string },
): Promise<OpinionWithRows | null> {
  const found = await db.secondOpinion.findFirst({
    where: { id: opinionId, websiteId, organizationId: scope.organizationId },
    select: { ...LISTED, rows: true },
  });
  if (!found) return null;
  const { rows, ...listed } = found;
  const names = await findUserNames(db, scope, [listed.importedById]);
  return { ...toRecord(listed, names), rows: rows as OpinionRow[] };
}

export async function countOpinions(
  tx: Transaction,
  scope: OrganizationScope,
  websiteId: string,
): Promise<number> {
  return tx.secondOpinion.count({ where: { websiteId, organizationId: scope.organizationId } });
}

export async function insertOpinion(
  tx: Transaction,
  scope: OrganizationScope,
  { rows, counts, tool, toolVersion, madeAt, fileName, ...opinion }: Omit<OpinionWithRows, 'importedByName'>,
): Promise<void> {
  await tx.secondOpinion.create({
    data: {
      ...opinion,
      organizationId: scope.organizationId,
      tool: toPostgresText(tool),
      toolVersion: toPostgresText(toolVersion),
      madeAt: toPostgresText(madeAt),
      fileName: toPostgresText(fileName),
      counts: toJson(counts),
      rows: toJson(rows),
    },
  });
}

/** @returns what was deleted, as it was listed; null where it was gone */
export async function deleteOpinionRow(
  tx: Transaction,
  scope: OrganizationScope,
  { websiteId, opinionId }: { websiteId: string; opinionId: string },
): Promise<Pick<OpinionRecord, 'tool' | 'fileName' | 'sha256'> | null> {
  const where = { id: opinionId, websiteId, organizationId: scope.organizationId };
  const found = await tx.secondOpinion.findFirst({
    where,
    select: { tool: true, fileName: true, sha256: true },
  });
  const { count } = await tx.secondOpinion.deleteMany({ where });
  return count === 1 ? found : null;
}
