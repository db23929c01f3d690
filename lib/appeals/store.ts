import type { OrganizationScope, PlatformScope, Scope } from '@/lib/auth/actor';
import { AppError } from '@/lib/core/errors';
import { isId } from '@/lib/core/ids';
import type { Database, Transaction } from '@/lib/db/client';
import type { Appeal, Prisma } from '@/lib/db/generated/client';
import type { AssessmentText } from '@/lib/reports/rules/conclusion';
import type { AppealRecord, AssessmentRecord, ProofKind, ProofRecord } from './appeal-record';

const toAppeal = ({
  id,
  organizationId,
  submissionId,
  createdAt,
  submittedAt,
  decidedAt,
  round,
}: Appeal): AppealRecord => ({
  id,
  organizationId,
  submissionId,
  createdAt,
  submittedAt,
  decidedAt,
  round,
});

/** Names of people by id; deleted people have none. */
export async function findPeopleNames(
  db: Database,
  userIds: readonly string[],
): Promise<Map<string, string>> {
  const people = await db.user.findMany({
    where: { id: { in: [...new Set(userIds)] } },
    select: { id: true, name: true },
  });
  return new Map(people.map(({ id, name }) => [id, name]));
}

/** All appeals of a submission: the open one, then those decided, newest first. */
export async function findAppeals(
  db: Database,
  scope: OrganizationScope,
  submissionId: string,
): Promise<AppealRecord[]> {
  const rows = await db.appeal.findMany({
    where: { submissionId, organizationId: scope.organizationId },
    orderBy: [{ decidedAt: { sort: 'desc', nulls: 'first' } }, { createdAt: 'desc' }],
  });
  return rows.map(toAppeal);
}

/**
 * The undecided appeal of a submission, held against every other change of it until the transaction ends; null when
 * there is none.
 */
export async function lockOpenAppeal(
  tx: Transaction,
  scope: OrganizationScope,
  submissionId: string,
): Promise<AppealRecord | null> {
  const [locked] = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Appeal" WHERE "submissionId" = ${submissionId}::uuid
      AND "organizationId" = ${scope.organizationId}::uuid AND "decidedAt" IS NULL FOR UPDATE`;
  const row = locked && (await tx.appeal.findUnique({ where: { id: locked.id } }));
  return row ? toAppeal(row) : null;
}

export async function insertAppeal(
  tx: Transaction,
  scope: OrganizationScope,
  appeal: { id: string; submissionId: string; createdById: string; createdAt: Date },
): Promise<void> {
  await tx.appeal.create({ data: { ...appeal, organizationId: scope.organizationId } });
}

/** Begins a new round: its verdicts are its own. */
export async function markSubmitted(
  tx: Transaction,
  scope: OrganizationScope,
  appealId: string,
  by: { userId: string; at: Date },
): Promise<void> {
  await tx.appeal.updateMany({
    where: { id: appealId, organizationId: scope.organizationId },
    data: { submittedById: by.userId, submittedAt: by.at, round: { increment: 1 } },
  });
}

export async function findAssessments(
  db: Database,
  scope: OrganizationScope,
  appealId: string,
): Promise<AssessmentRecord[]> {
  const rows = await db.assessment.findMany({
    where: { appealId, appeal: { organizationId: scope.organizationId } },
    orderBy: { findingId: 'asc' },
  });
  const names = await findPeopleNames(
    db,
    rows.map(({ updatedById }) => updatedById),
  );
  return rows.map(({ findingId, conclusion, explanation, reference, version, updatedAt, updatedById }) => ({
    findingId,
    conclusion,
    explanation,
    reference,
    version,
    updatedAt,
    updatedById,
    updatedByName: names.get(updatedById) ?? null,
  }));
}

export type AssessmentChange = AssessmentText & {
  appealId: string;
  findingId: string;
  updatedById: string;
  updatedAt: Date;
};

/** Writes what was decided about one finding; the caller holds the appeal's lock and has compared versions. */
export async function putAssessment(
  tx: Transaction,
  _scope: OrganizationScope,
  { appealId, findingId, ...columns }: AssessmentChange,
): Promise<void> {
  await tx.assessment.upsert({
    where: { appealId_findingId: { appealId, findingId } },
    create: { appealId, findingId, ...columns },
    update: { ...columns, version: { increment: 1 } },
  });
}

/** Oldest first. */
export async function listProofs(
  db: Database,
  scope: OrganizationScope,
  appealId: string,
): Promise<ProofRecord[]> {
  const rows = await db.proof.findMany({
    where: { appealId, appeal: { organizationId: scope.organizationId } },
    orderBy: [{ uploadedAt: 'asc' }, { id: 'asc' }],
  });
  const names = await findPeopleNames(
    db,
    rows.map(({ uploadedById }) => uploadedById),
  );
  return rows.map(({ uploadedById, kind, ...row }) => ({
    ...row,
    kind: kind as ProofKind,
    uploadedByName: names.get(uploadedById) ?? null,
  }));
}

/** @throws AppError NOT_FOUND for a proof of another submission or organization */
export async function getProof(
  db: Database,
  scope: OrganizationScope,
  ids: { submissionId: string; proofId: string },
): Promise<{ fileName: string; contentType: string; storageKey: string }> {
  const row =
    isId(ids.proofId) && isId(ids.submissionId)
      ? await db.proof.findFirst({
          where: {
            id: ids.proofId,
            appeal: { submissionId: ids.submissionId, organizationId: scope.organizationId },
          },
        })
      : null;
  if (!row) throw new AppError('NOT_FOUND', { message: 'appeals.proofGone' });
  return { fileName: row.fileName, contentType: row.contentType, storageKey: row.storageKey };
}

/** Holds a stored file until the transaction ends: nobody collects what is about to be referred to. */
export async function lockStoredFile(tx: Transaction, _scope: Scope, storageKey: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('stored-file:' || ${storageKey}, 0))`;
}

/** Holds the room for files of an organization until the transaction ends. */
export async function lockFileUsage(tx: Transaction, scope: OrganizationScope): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('file-usage:' || ${scope.organizationId}, 0))`;
}

/** The files of an organization and their bytes, the same ones counted once; whether one of them is under this key. */
export async function findFileUsage(
  db: Database,
  scope: OrganizationScope,
  storageKey = '',
): Promise<{ files: number; bytes: number; isKept: boolean }> {
  const [row] = await db.$queryRaw<{ files: number; bytes: bigint; isKept: boolean }[]>`
    SELECT count(*)::int AS files, coalesce(sum("size"), 0)::bigint AS bytes,
      coalesce(bool_or("storageKey" = ${storageKey}), false) AS "isKept"
    FROM (SELECT DISTINCT p."storageKey", p."size" FROM "Proof" p JOIN "Appeal" a ON a."id" = p."appealId"
      WHERE a."organizationId" = ${scope.organizationId}::uuid) AS kept`;
  return { files: row?.files ?? 0, bytes: Number(row?.bytes ?? 0), isKept: row?.isKept ?? false };
}

/** Of these keys, those that no proof and no passport of any organization refers to. */
export async function findUnusedKeys(
  db: Database,
  _scope: PlatformScope,
  keys: readonly string[],
): Promise<string[]> {
  const where = { storageKey: { in: [...keys] } };
  const select = { storageKey: true };
  const proofs = await db.proof.findMany({ where, select, distinct: ['storageKey'] });
  const passports = await db.passport.findMany({ where, select });
  const isUsed = new Set([...proofs, ...passports].map(({ storageKey }) => storageKey));
  return keys.filter((key) => !isUsed.has(key));
}

export async function insertProof(
  tx: Transaction,
  _scope: OrganizationScope,
  proof: Prisma.ProofUncheckedCreateInput & { kind: ProofKind },
): Promise<void> {
  await tx.proof.create({ data: proof });
}

/** @returns the name of what was removed; null when it was gone */
export async function deleteProof(
  tx: Transaction,
  _scope: OrganizationScope,
  appealId: string,
  proofId: string,
): Promise<string | null> {
  const [row] = await tx.proof.findMany({ where: { id: proofId, appealId } });
  if (!row) return null;
  await tx.proof.deleteMany({ where: { id: row.id } });
  return row.fileName;
}
