import type { Transaction } from '@/lib/db/client';

/** The reviewer who works at it; null when nobody does. */
export async function findReviewHolder(tx: Transaction, submissionId: string): Promise<string | null> {
  const claim = await tx.reviewClaim.findUnique({ where: { submissionId }, select: { reviewerId: true } });
  return claim?.reviewerId ?? null;
}
