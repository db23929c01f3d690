import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database, Transaction } from '@/lib/db/client';
import { toJson } from '@/lib/db/json';
import type { UrlCheck, UrlProof } from '../rules/url-check';

/** The newest proof of an asset's production URL; it counts for the declaration that it was made with. */
export type KeptProof = UrlProof & { declarationVersion: number };

/** The proofs of these assets, by asset id; an asset without one is absent. */
export async function findProofs(
  db: Database,
  scope: OrganizationScope,
  assetIds: readonly string[],
): Promise<Map<string, KeptProof>> {
  const rows = await db.productionUrlProof.findMany({
    where: { assetId: { in: [...assetIds] }, asset: { organizationId: scope.organizationId } },
  });
  return new Map(
    rows.map(({ assetId, url, checkedAt, declarationVersion, checks }) => [
      assetId,
      { url, checkedAt, declarationVersion, checks: checks as unknown as UrlCheck[] },
    ]),
  );
}

/** Null before the first proof. */
export const findProof = async (
  db: Database,
  scope: OrganizationScope,
  assetId: string,
): Promise<KeptProof | null> => (await findProofs(db, scope, [assetId])).get(assetId) ?? null;

/** Keeps a proof in the place of an older one; a newer one stays. The caller has found the asset in its scope. */
export async function writeProof(tx: Transaction, proof: KeptProof & { assetId: string }): Promise<void> {
  const { assetId, checkedAt } = proof;
  const data = { ...proof, checks: toJson(proof.checks) };
  const { count } = await tx.productionUrlProof.createMany({ data, skipDuplicates: true });
  if (count === 1) return;
  await tx.productionUrlProof.updateMany({ where: { assetId, checkedAt: { lte: checkedAt } }, data });
}
