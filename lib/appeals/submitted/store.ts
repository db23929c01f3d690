import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database, Transaction } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { readOnce } from '@/lib/db/read-once';
import type { AppealRecord, AssessmentRecord, CommentSide, ProofRecord } from '../appeal-record';
import { findAppeals, requireProof, type StoredProof, toAssessments, toProofs } from '../store';

type Round = Pick<AppealRecord, 'id' | 'round'>;

/** Begins a new round, with its own verdicts, and keeps what it was submitted with. The caller holds the appeal's lock. */
export async function submitRound(
  tx: Transaction,
  scope: OrganizationScope,
  appealId: string,
  by: { userId: string; at: Date },
): Promise<void> {
  const { round } = await tx.appeal.update({
    where: { id: appealId, organizationId: scope.organizationId },
    data: { submittedById: by.userId, submittedAt: by.at, round: { increment: 1 } },
  });
  await tx.$executeRaw`
    INSERT INTO "SubmittedAssessment" ("appealId", "round", "findingId", "conclusion", "explanation", "reference",
        "reasonCode", "endsOn", "version", "updatedById", "updatedAt")
      SELECT "appealId", ${round}::int, "findingId", "conclusion", "explanation", "reference",
        "reasonCode", "endsOn", "version", "updatedById", "updatedAt"
      FROM "Assessment" WHERE "appealId" = ${appealId}::uuid`;
  await tx.$executeRaw`
    INSERT INTO "SubmittedProof" ("appealId", "round", "proofId")
      SELECT "appealId", ${round}::int, "id" FROM "Proof"
      WHERE "appealId" = ${appealId}::uuid AND "side" = 'SELLER' AND "removedAt" IS NULL`;
}

/** The newest appeal that was submitted, open or decided; null before the first. */
export async function findSubmittedAppeal(
  db: Database,
  scope: OrganizationScope,
  submissionId: string,
): Promise<AppealRecord | null> {
  return (await findAppeals(db, scope, submissionId)).find(({ round }) => round > 0) ?? null;
}

/** The assessments that a round was submitted with. */
export async function findSubmittedAssessments(
  db: Database,
  scope: OrganizationScope,
  { id: appealId, round }: Round,
): Promise<AssessmentRecord[]> {
  const rows = await db.submittedAssessment.findMany({
    where: { appealId, round, appeal: { organizationId: scope.organizationId } },
    orderBy: { findingId: 'asc' },
    omit: { appealId: true, round: true },
  });
  return toAssessments(db, scope, rows);
}

/** Files that a round was submitted with, and those that somebody showed in a comment since. */
const wasShown = (submitted: Prisma.SubmittedProofWhereInput): Prisma.ProofWhereInput => ({
  OR: [{ submitted: { some: submitted } }, { comments: { some: {} } }],
});

const findShownProofs = readOnce(
  async (db: Database, scope: OrganizationScope, appealId: string, round: number): Promise<ProofRecord[]> => {
    const rows = await db.proof.findMany({
      where: { appealId, appeal: { organizationId: scope.organizationId }, ...wasShown({ round }) },
      orderBy: [{ uploadedAt: 'asc' }, { id: 'asc' }],
    });
    return toProofs(db, scope, rows);
  },
);

/** The files of a round that both sides know, of one side or of both, oldest first. */
export async function listSubmittedProofs(
  db: Database,
  scope: OrganizationScope,
  { id, round }: Round,
  side?: CommentSide,
): Promise<ProofRecord[]> {
  const proofs = await findShownProofs(db, scope, id, round);
  return side ? proofs.filter((proof) => proof.side === side) : proofs;
}

/** A file that reviewers were shown, in whichever round. @throws AppError NOT_FOUND */
export const getSubmittedProof = (
  db: Database,
  scope: OrganizationScope,
  ids: { submissionId: string; proofId: string },
): Promise<StoredProof> => requireProof(db, scope, ids, wasShown({}));
