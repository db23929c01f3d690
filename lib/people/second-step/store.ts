import type { Database, Transaction } from '@/lib/db/client';

/** The second step of somebody's sign-in. Before sign-in nobody has a scope: it is looked up for who gave a right password. */
export type SecondStepRow = { sealedKey: string; confirmedAt: Date | null };

export const findSecondStep = (db: Database, userId: string): Promise<SecondStepRow | null> =>
  db.secondStep.findUnique({ where: { userId }, select: { sealedKey: true, confirmedAt: true } });

export const countRecoveryCodes = (db: Database, userId: string): Promise<number> =>
  db.recoveryCode.count({ where: { userId } });

/** Keeps a key that is not confirmed yet, in place of another such one. @returns whether none was confirmed */
export async function keepKey(
  tx: Transaction,
  key: { userId: string; sealedKey: string; createdAt: Date },
): Promise<boolean> {
  await tx.secondStep.deleteMany({ where: { userId: key.userId, confirmedAt: null } });
  const { count } = await tx.secondStep.createMany({ data: [key], skipDuplicates: true });
  return count === 1;
}

/** Switches the second step on with the time step of the first code. @returns whether this very key still waited for it */
export async function confirmKey(
  tx: Transaction,
  { userId, sealedKey }: { userId: string; sealedKey: string },
  { lastStep, confirmedAt }: { lastStep: number; confirmedAt: Date },
): Promise<boolean> {
  const { count } = await tx.secondStep.updateMany({
    where: { userId, sealedKey, confirmedAt: null },
    data: { lastStep, confirmedAt },
  });
  return count === 1;
}

/** Uses a time step up. @returns whether neither it nor a later one was used: of two at once, one uses it */
export async function spendTimeStep(tx: Transaction, userId: string, step: number): Promise<boolean> {
  const { count } = await tx.secondStep.updateMany({
    where: { userId, confirmedAt: { not: null }, lastStep: { lt: step } },
    data: { lastStep: step },
  });
  return count === 1;
}

/** Uses a recovery code up. @returns whether it was still there */
export async function spendRecoveryCode(tx: Transaction, userId: string, codeHash: string): Promise<boolean> {
  const { count } = await tx.recoveryCode.deleteMany({ where: { userId, codeHash } });
  return count === 1;
}

export async function replaceRecoveryCodes(
  tx: Transaction,
  userId: string,
  hashes: readonly string[],
): Promise<void> {
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({ data: hashes.map((codeHash) => ({ userId, codeHash })) });
}

/** Switches the second step off, with its recovery codes. @returns whether it was on or begun */
export async function deleteSecondStep(tx: Transaction, userId: string): Promise<boolean> {
  const { count } = await tx.secondStep.deleteMany({ where: { userId } });
  return count === 1;
}
