import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database, Transaction } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { readOnce } from '@/lib/db/read-once';
import { findUserNames } from '@/lib/people/for-other-rooms';
import type { CommentRecord } from '../rules/conversation';

/** Oldest first. */
export const findComments = readOnce(
  async (db: Database, scope: OrganizationScope, submissionId: string): Promise<CommentRecord[]> => {
    const rows = await db.comment.findMany({
      where: { submissionId, submission: { organizationId: scope.organizationId } },
      orderBy: { sequence: 'asc' },
      include: { proof: { select: { id: true, fileName: true, contentType: true } } },
      omit: { mentionedIds: true, sequence: true },
    });
    const names = await findUserNames(
      db,
      scope,
      rows.map(({ authorId }) => authorId),
    );
    return rows.map(({ authorId, proofId: _, submissionId: __, ...row }) => ({
      ...row,
      authorName: names.get(authorId) ?? null,
    }));
  },
);

/** There is no function that changes a comment: a trigger of the database refuses it too. */
export async function insertComment(
  tx: Transaction,
  _scope: OrganizationScope,
  comment: Prisma.CommentUncheckedCreateInput,
): Promise<void> {
  await tx.comment.create({ data: comment });
}

/** Who takes part: the members of the seller's organization, and everybody who wrote or judged. */
export async function findParticipants(
  db: Database,
  { organizationId }: OrganizationScope,
  submissionId: string,
): Promise<{ id: string; name: string }[]> {
  return db.$queryRaw<{ id: string; name: string }[]>`
    SELECT "id", "name" FROM "User" WHERE "id" IN (
      SELECT "userId" FROM "Member" WHERE "organizationId" = ${organizationId}::uuid
      UNION SELECT "authorId" FROM "Comment" WHERE "submissionId" = ${submissionId}::uuid
      UNION SELECT v."reviewerId" FROM "Verdict" v JOIN "Appeal" a ON a."id" = v."appealId"
        WHERE a."submissionId" = ${submissionId}::uuid)`;
}

/** Whether a comment shows this file: then it stays. */
export async function isProofInComment(
  tx: Transaction,
  _scope: OrganizationScope,
  proofId: string,
): Promise<boolean> {
  return (await tx.comment.count({ where: { proofId } })) > 0;
}
