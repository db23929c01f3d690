import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database, Transaction } from '@/lib/db/client';
import { toJson } from '@/lib/db/json';
import type { UrlCheck, UrlProof } from '../rules/url-check';

/** The newest proof of an asset's production URL; it counts for the declaration that it was made with. */
export type StoredUrlProof = UrlProof & { declarationVersion: number };

/** Null before the first proof. */
export async function findUrlProof(
  db: Database,
  scope: OrganizationScope,
  assetId: string,
): Promise<StoredUrlProof | null> {
  const row = await db.productionUrlProof.findFirst({
    where: { assetId, asset: { organizationId: scope.organizationId } },
  });
  if (!row) return null;
  const { url, checkedAt, declarationVersion, checks } = row;
  return { url, checkedAt, declarationVersion, checks: checks as unknown as UrlCheck[] };
}

/** Keeps a proof in the place of an older one; a newer one stays. The caller has found the asset in its scope. */
export async function writeProof(
  tx: Transaction,
  proof: StoredUrlProof & { assetId: string },
): Promise<void> {
  const { assetId, checkedAt } = proof;
  const data = { ...proof, checks: toJson(proof.checks) };
  const { count } = await tx.productionUrlProof.createMany({ data, skipDuplicates: true });
  if (count === 1) return;
  await tx.productionUrlProof.updateMany({ where: { assetId, checkedAt: { lte: checkedAt } }, data });
}
