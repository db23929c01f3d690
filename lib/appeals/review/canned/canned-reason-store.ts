import type { PlatformScope } from '@/lib/auth/actor';
import type { Database, Transaction } from '@/lib/db/client';
import type { VerdictOutcome } from '../../rules/judgement';

/** A reason that reviewers choose instead of typing it, in both languages. */
export type CannedReason = {
  id: string;
  outcome: VerdictOutcome;
  english: string;
  chinese: string;
  version: number;
};

/** In the order in which they were made. */
export async function findCannedReasons(db: Database, _scope: PlatformScope): Promise<CannedReason[]> {
  const rows = await db.cannedReason.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
  return rows.map(({ createdAt: _, outcome, ...row }) => ({ ...row, outcome: outcome as VerdictOutcome }));
}

export async function insertCannedReason(
  tx: Transaction,
  _scope: PlatformScope,
  reason: Omit<CannedReason, 'version'> & { createdAt: Date },
): Promise<void> {
  await tx.cannedReason.create({ data: reason });
}

/** @param reason with the version that the editor saw @returns whether it was still that one */
export async function updateCannedReason(
  tx: Transaction,
  _scope: PlatformScope,
  { id, version, ...columns }: CannedReason,
): Promise<boolean> {
  const { count } = await tx.cannedReason.updateMany({
    where: { id, version },
    data: { ...columns, version: { increment: 1 } },
  });
  return count === 1;
}

/** @param reason with the version that was shown @returns whether it was still that one */
export async function removeCannedReason(
  tx: Transaction,
  _scope: PlatformScope,
  { id, version }: Pick<CannedReason, 'id' | 'version'>,
): Promise<boolean> {
  const { count } = await tx.cannedReason.deleteMany({ where: { id, version } });
  return count === 1;
}
