import type { OrganizationScope, PlatformScope, Scope } from '@/lib/auth/actor';
import { AppError } from '@/lib/core/errors';
import { isId } from '@/lib/core/ids';
import type { Database, Transaction } from '@/lib/db/client';
import type { Appeal, Assessment, Prisma, Proof } from '@/lib/db/generated/client';
import { readOnce } from '@/lib/db/read-once';
import { findUserNames } from '@/lib/people/for-other-rooms';
import type { AssessmentText } from '@/lib/reports/rules/assessment';
import { isReasonCode } from '@/lib/reports/rules/reason-code';
import type { AppealRecord, AssessmentRecord, CommentSide, ProofKind, ProofRecord } from './appeal-record';

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

/** All appeals of a submission: the open one, then those decided, newest first. */
export const findAppeals = readOnce(
  async (db: Database, scope: OrganizationScope, submissionId: string): Promise<AppealRecord[]> => {
    const rows = await db.appeal.findMany({
      where: { submissionId, organizationId: scope.organizationId },
      orderBy: [{ decidedAt: { sort: 'desc', nulls: 'first' } }, { createdAt: 'desc' }, { id: 'desc' }],
    });
    return rows.map(toAppeal);
  },
);

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

export async function findAssessments(
  db: Database,
  scope: OrganizationScope,
  appealId: string,
): Promise<AssessmentRecord[]> {
  const rows = await db.assessment.findMany({
    where: { appealId, appeal: { organizationId: scope.organizationId } },
    orderBy: { findingId: 'asc' },
    omit: { appealId: true },
  });
  return toAssessments(db, scope, rows);
}

/** Rows of assessments, with the names of those who wrote them. */
export async function toAssessments(
  db: Database,
  scope: OrganizationScope,
  rows: readonly Omit<Assessment, 'appealId'>[],
): Promise<AssessmentRecord[]> {
  const names = await findUserNames(
    db,
    scope,
    rows.map(({ updatedById }) => updatedById),
  );
  return rows.map(({ reasonCode, endsOn, ...row }) => ({
    ...row,
    ...readReason({ reasonCode, endsOn }),
    updatedByName: names.get(row.updatedById) ?? null,
  }));
}

/** Columns that may be empty, as an assessment has them. A code that is no more is none. */
const readReason = ({ reasonCode, endsOn }: { reasonCode: string | null; endsOn: Date | null }) => ({
  ...(isReasonCode(reasonCode) ? { reasonCode } : {}),
  ...(endsOn === null ? {} : { endsOn: endsOn.toISOString().slice(0, 10) }),
});

/**
 * Writes what was decided about findings, however many, in one statement; the caller holds the appeal's lock and has
 * compared versions.
 */
export async function putAssessments(
  tx: Transaction,
  _scope: OrganizationScope,
  { appealId, updatedById, updatedAt }: { appealId: string; updatedById: string; updatedAt: Date },
  texts: readonly (AssessmentText & { findingId: string })[],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Assessment" AS stored ("appealId", "updatedById", "updatedAt", "findingId", "conclusion", "explanation",
        "reference", "reasonCode", "endsOn")
      SELECT ${appealId}::uuid, ${updatedById}::uuid, ${updatedAt.toISOString()}::timestamptz, "findingId",
        "conclusion"::"AssessmentConclusion", "explanation", "reference", nullif("reasonCode", ''),
        nullif("endsOn", '')::date
      FROM unnest(${texts.map(({ findingId }) => findingId)}::uuid[],
        ${texts.map(({ conclusion }) => conclusion)}::text[], ${texts.map(({ explanation }) => explanation)}::text[],
        ${texts.map(({ reference }) => reference)}::text[], ${texts.map(({ reasonCode = '' }) => reasonCode)}::text[],
        ${texts.map(({ endsOn = '' }) => endsOn)}::text[])
        AS written("findingId", "conclusion", "explanation", "reference", "reasonCode", "endsOn")
    ON CONFLICT ("appealId", "findingId") DO UPDATE SET "conclusion" = excluded."conclusion",
      "explanation" = excluded."explanation", "reference" = excluded."reference",
      "reasonCode" = excluded."reasonCode", "endsOn" = excluded."endsOn", "version" = stored."version" + 1,
      "updatedById" = excluded."updatedById", "updatedAt" = excluded."updatedAt"`;
}

/** The files of one side, oldest first. */
export const listProofs = readOnce(
  async (
    db: Database,
    scope: OrganizationScope,
    appealId: string,
    side: CommentSide,
  ): Promise<ProofRecord[]> => {
    const rows = await db.proof.findMany({
      where: { appealId, side, removedAt: null, appeal: { organizationId: scope.organizationId } },
      orderBy: [{ uploadedAt: 'asc' }, { id: 'asc' }],
    });
    return toProofs(db, scope, rows);
  },
);

/** Rows of files, with the names of those who attached them. */
export async function toProofs(
  db: Database,
  scope: OrganizationScope,
  rows: readonly Proof[],
): Promise<ProofRecord[]> {
  const names = await findUserNames(
    db,
    scope,
    rows.map(({ uploadedById }) => uploadedById),
  );
  return rows.map(({ uploadedById, kind, removedAt: _, ...row }) => ({
    ...row,
    kind: kind as ProofKind,
    uploadedByName: names.get(uploadedById) ?? null,
  }));
}

type ProofIds = { submissionId: string; proofId: string };
export type StoredProof = Pick<ProofRecord, 'fileName' | 'contentType' | 'storageKey'>;

/** @throws AppError NOT_FOUND for a proof of another submission or organization, and for one that was taken back */
export const getProof = (db: Database, scope: OrganizationScope, ids: ProofIds): Promise<StoredProof> =>
  requireProof(db, scope, ids, { removedAt: null });

/** @param isVisible which of the files of a submission @throws AppError NOT_FOUND */
export async function requireProof(
  db: Database,
  scope: OrganizationScope,
  ids: ProofIds,
  isVisible: Prisma.ProofWhereInput,
): Promise<StoredProof> {
  const appeal = { submissionId: ids.submissionId, organizationId: scope.organizationId };
  const row =
    isId(ids.proofId) && isId(ids.submissionId)
      ? await db.proof.findFirst({ where: { id: ids.proofId, appeal, ...isVisible } })
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

/** The files that an organization attached and their bytes, the same ones counted once; whether one is under this key. */
export async function findFileUsage(
  db: Database,
  scope: OrganizationScope,
  storageKey = '',
): Promise<{ files: number; bytes: number; isKept: boolean }> {
  const [row] = await db.$queryRaw<{ files: number; bytes: bigint; isKept: boolean }[]>`
    SELECT count(*)::int AS files, coalesce(sum("size"), 0)::bigint AS bytes,
      coalesce(bool_or("storageKey" = ${storageKey}), false) AS "isKept"
    FROM (SELECT DISTINCT p."storageKey", p."size" FROM "Proof" p JOIN "Appeal" a ON a."id" = p."appealId"
      WHERE a."organizationId" = ${scope.organizationId}::uuid AND p."side" = 'SELLER') AS kept`;
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

/** Removes a file of the seller's; one that was submitted stays for those who judged it. @returns its name; null when it was gone */
export async function deleteProof(
  tx: Transaction,
  _scope: OrganizationScope,
  { appealId, proofId, at }: { appealId: string; proofId: string; at: Date },
): Promise<string | null> {
  const [row] = await tx.proof.findMany({
    where: { id: proofId, appealId, side: 'SELLER', removedAt: null },
    include: { submitted: { take: 1 } },
  });
  if (!row) return null;
  if (row.submitted.length > 0) await tx.proof.update({ where: { id: row.id }, data: { removedAt: at } });
  else await tx.proof.delete({ where: { id: row.id } });
  return row.fileName;
}
