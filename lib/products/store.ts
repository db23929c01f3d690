import type { OrganizationScope } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { isId } from '@/lib/core/ids';
import type { Keyset } from '@/lib/core/keyset';
import type { PageRequest } from '@/lib/core/pages';
import type { Database, Transaction } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { FACTS_JOINS, type ProductRow, pressingSql, productColumns, toProductRecord } from './facts-store';
import type { ProductRecord, ProductTransition } from './product-record';
import type { EncryptionChoice, ProductFilter } from './schemas';

/** `100%` searched for is 100% found: the wildcards of LIKE are plain characters here. */
const containing = (text: string) => `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

const ORDER = {
  released: { desc: Prisma.sql`p."releasedAt" DESC`, asc: Prisma.sql`p."releasedAt" ASC` },
  name: { asc: Prisma.sql`lower(p."name") ASC`, desc: Prisma.sql`lower(p."name") DESC` },
  asset: { asc: Prisma.sql`lower(a."name") ASC`, desc: Prisma.sql`lower(a."name") DESC` },
};
const DEFAULT_DIRECTION = { released: 'desc', name: 'asc', asset: 'asc' } as const;

const STATE = {
  RELEASED: () => Prisma.sql`p."withdrawnAt" IS NULL`,
  FLAGGED: pressingSql,
  WITHDRAWN: () => Prisma.sql`p."withdrawnAt" IS NOT NULL`,
};

function conditions(
  { organizationId }: OrganizationScope,
  { q, state }: ProductFilter,
  now: Date,
): Prisma.Sql {
  const parts = [Prisma.sql`p."organizationId" = ${organizationId}::uuid`];
  if (q !== '') parts.push(Prisma.sql`(p."name" ILIKE ${containing(q)} OR a."name" ILIKE ${containing(q)})`);
  if (state !== null) parts.push(STATE[state](now));
  return Prisma.join(parts, ' AND ');
}

/** One page of products in order, and how many there are in all. */
export async function findProductPage(
  db: Database,
  scope: OrganizationScope,
  filter: ProductFilter,
  { page, now }: { page: PageRequest; now: Date },
): Promise<{ rows: ProductRecord[]; total: number }> {
  const where = conditions(scope, filter, now);
  const direction = filter.direction ?? DEFAULT_DIRECTION[filter.sort];
  const order = Prisma.sql`${ORDER[filter.sort][direction]}, p."id"`;
  const [rows, [counted]] = await Promise.all([
    db.$queryRaw<ProductRow[]>`
      SELECT ${productColumns(now)}
      FROM (SELECT p.* FROM "Product" p ${FACTS_JOINS} WHERE ${where}
        ORDER BY ${order} LIMIT ${page.size} OFFSET ${(page.page - 1) * page.size}) p ${FACTS_JOINS}
      ORDER BY ${order}`,
    db.$queryRaw<[{ total: number }]>`
      SELECT count(*)::int AS total FROM "Product" p ${FACTS_JOINS} WHERE ${where}`,
  ]);
  return { rows: rows.map(toProductRecord), total: counted.total };
}

/** Newest first. */
export async function findProductsAfter(
  db: Database,
  { organizationId }: OrganizationScope,
  { after, limit }: Keyset,
  now: Date,
): Promise<ProductRecord[]> {
  const rows = await db.$queryRaw<ProductRow[]>`
    SELECT ${productColumns(now)} FROM "Product" p ${FACTS_JOINS}
    WHERE p."organizationId" = ${organizationId}::uuid AND (${after}::uuid IS NULL OR p."id" < ${after}::uuid)
    ORDER BY p."id" DESC LIMIT ${limit + 1}`;
  return rows.map(toProductRecord);
}

/** @throws AppError NOT_FOUND for an id of another organization or that is none */
export async function requireProduct(
  db: Database,
  { organizationId }: OrganizationScope,
  productId: string,
  now: Date,
): Promise<ProductRecord> {
  const [row] = isId(productId)
    ? await db.$queryRaw<ProductRow[]>`
        SELECT ${productColumns(now)} FROM "Product" p ${FACTS_JOINS}
        WHERE p."id" = ${productId}::uuid AND p."organizationId" = ${organizationId}::uuid`
    : [];
  if (!row) throw notFound('product');
  return toProductRecord(row);
}

/** Reads the product and holds its row until the transaction ends: an edit and a withdrawal wait for each other. */
export async function lockProduct(
  tx: Transaction,
  scope: OrganizationScope,
  productId: string,
  now: Date,
): Promise<ProductRecord> {
  if (!isId(productId)) throw notFound('product');
  await tx.$queryRaw`SELECT 1 FROM "Product" WHERE "id" = ${productId}::uuid AND "organizationId" = ${scope.organizationId}::uuid FOR UPDATE`;
  return requireProduct(tx, scope, productId, now);
}

/** The product on sale that has this name, in whichever case. */
export async function findNamesake(
  tx: Transaction,
  { organizationId }: OrganizationScope,
  name: string,
): Promise<{
  id: string;
  assetId: string;
  submissionId: string;
  note: string;
  encryptionAlgorithm: EncryptionChoice | null;
} | null> {
  const [row] = await tx.$queryRaw<NonNullable<Awaited<ReturnType<typeof findNamesake>>>[]>`
    SELECT "id", "assetId", "submissionId", "note", "encryptionAlgorithm"::text AS "encryptionAlgorithm"
    FROM "Product" WHERE "organizationId" = ${organizationId}::uuid AND lower("name") = lower(${name})
      AND "withdrawnAt" IS NULL`;
  return row ?? null;
}

export type NewProduct = {
  id: string;
  assetId: string;
  submissionId: string;
  name: string;
  note: string;
  encryptionAlgorithm: EncryptionChoice | null;
  releasedById: string;
  releasedAt: Date;
  /** The scan that vouches for each website. */
  scans: readonly { websiteId: string; scanId: string }[];
};

export async function insertProduct(
  tx: Transaction,
  { organizationId }: OrganizationScope,
  { scans, ...product }: NewProduct,
): Promise<void> {
  await tx.product.create({ data: { ...product, organizationId } });
  await tx.productScan.createMany({ data: scans.map((scan) => ({ ...scan, productId: product.id })) });
}

/** Changes a product that is held. */
export async function updateProduct(
  tx: Transaction,
  { organizationId }: OrganizationScope,
  productId: string,
  change: { note: string } | { withdrawnAt: Date },
): Promise<void> {
  await tx.product.updateMany({
    where: { id: productId, organizationId },
    data: { ...change, version: { increment: 1 } },
  });
}

/** Appends to the history of a product that is held or new. */
export async function insertProductTransition(
  tx: Transaction,
  productId: string,
  transition: { id: string; event: string; actorId: string | null; actorLabel: string; at: Date },
): Promise<void> {
  const { _max } = await tx.productTransition.aggregate({ where: { productId }, _max: { sequence: true } });
  await tx.productTransition.create({
    data: { ...transition, productId, sequence: (_max.sequence ?? 0) + 1 },
  });
}

/** The newest, newest first. */
export function findProductTransitions(
  db: Database,
  { organizationId }: OrganizationScope,
  productId: string,
  atMost: number,
): Promise<ProductTransition[]> {
  return db.productTransition.findMany({
    where: { productId, product: { organizationId } },
    orderBy: { sequence: 'desc' },
    take: atMost,
    omit: { id: true, productId: true },
  });
}
