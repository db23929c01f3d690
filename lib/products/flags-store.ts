import type { OrganizationScope, PlatformScope } from '@/lib/auth/actor';
import type { Database, Transaction } from '@/lib/db/client';
import { FACTS_JOINS, type ProductRow, productColumns, toProductRecord } from './facts-store';
import type { ProductRecord } from './product-record';

/** A flag that people were told of. */
export type ToldFlag = { id: string; code: string; subject: string };

/** Products on sale of all organizations in the order of their ids, those after `after`. */
export async function findProductsOnSale(
  db: Database,
  _scope: PlatformScope,
  { now, after, atMost }: { now: Date; after: string | null; atMost: number },
): Promise<ProductRecord[]> {
  const rows = await db.$queryRaw<ProductRow[]>`
    SELECT ${productColumns(now)} FROM "Product" p ${FACTS_JOINS}
    WHERE p."withdrawnAt" IS NULL AND (${after}::uuid IS NULL OR p."id" > ${after}::uuid)
    ORDER BY p."id" LIMIT ${atMost}`;
  return rows.map(toProductRecord);
}

/** The flags of these products that people were told of and that are not gone, by product. */
export async function findToldFlags(
  db: Database,
  _scope: PlatformScope,
  productIds: readonly string[],
): Promise<Map<string, ToldFlag[]>> {
  const rows = await db.productFlag.findMany({
    where: { productId: { in: [...productIds] }, clearedAt: null },
    orderBy: [{ raisedAt: 'asc' }, { id: 'asc' }],
    select: { id: true, productId: true, code: true, subject: true },
  });
  const told = new Map<string, ToldFlag[]>();
  for (const { productId, ...flag } of rows) told.set(productId, [...(told.get(productId) ?? []), flag]);
  return told;
}

/** @param flags of a product that is held */
export async function insertFlags(
  tx: Transaction,
  productId: string,
  flags: readonly ToldFlag[],
  raisedAt: Date,
): Promise<void> {
  await tx.productFlag.createMany({ data: flags.map((flag) => ({ ...flag, productId, raisedAt })) });
}

/** Ends flags of a product that is held: those of `ids`, or all of them. */
export async function clearFlags(
  tx: Transaction,
  { organizationId }: OrganizationScope,
  { productId, ids, at }: { productId: string; ids?: readonly string[]; at: Date },
): Promise<void> {
  await tx.productFlag.updateMany({
    where: {
      productId,
      product: { organizationId },
      clearedAt: null,
      ...(ids === undefined ? {} : { id: { in: [...ids] } }),
    },
    data: { clearedAt: at },
  });
}
