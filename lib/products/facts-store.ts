import { DAY_MS } from '@/lib/core/clock';
import { SCAN_VALID_DAYS } from '@/lib/core/policy';
import { Prisma } from '@/lib/db/generated/client';
import { carriedUntilSql, IS_SEVERE_SQL, REVOKED_AT_SQL } from '@/lib/findings/for-other-rooms';
import { REJECTED } from '@/lib/lifecycle/rules/status';
import { newestEndedScanSql } from '@/lib/scans/for-other-rooms';
import { oldestValidProof } from '@/lib/websites/rules/ownership-state';
import type { ProductRecord, ProductWebsite } from './product-record';

/** `p` is a product, `a` its asset and `s` the submission that it was released from, in every piece of SQL here. */
export const FACTS_JOINS = Prisma.sql`
  JOIN "Asset" a ON a."id" = p."assetId" JOIN "Submission" s ON s."id" = p."submissionId"`;

/**
 * The websites that the product was released with, each with its newest scan that ended. One that was removed and added
 * again is a new row of the same host: it counts in the place of the one before.
 */
const websitesSql = (now: Date) => {
  const carriedUntil = carriedUntilSql({
    websiteId: Prisma.sql`w."id"`,
    assetId: Prisma.sql`p."assetId"`,
    at: Prisma.sql`${now}::timestamptz`,
  });
  return Prisma.sql`
    SELECT sold."id", w."id" AS "websiteId", w."name", w."host", w."deletedAt" IS NOT NULL AS "isRemoved", w."verifiedAt",
      ps."scanId" AS "releasedScanId", ended."id" AS "scanId", ended."status"::text AS status, ended."completedAt",
      coalesce(l."updatedAt" > ended."startedAt", false) AS "isOutdated",
      (SELECT count(*)::int FROM "Finding" f
        WHERE f."scanId" = ended."id" AND ${IS_SEVERE_SQL} AND ${carriedUntil} IS NULL
          AND (ended."completedAt" > s."statusSince" OR ${REVOKED_AT_SQL} > s."statusSince")) AS "openFindings"
    FROM "ProductScan" ps JOIN "Website" sold ON sold."id" = ps."websiteId"
    LEFT JOIN "Website" live ON live."organizationId" = sold."organizationId" AND live."host" = sold."host"
      AND live."deletedAt" IS NULL
    JOIN "Website" w ON w."id" = coalesce(live."id", sold."id")
    LEFT JOIN "LoginProfile" l ON l."websiteId" = w."id"
    LEFT JOIN LATERAL (${newestEndedScanSql(Prisma.sql`w."id"`)}) ended ON true
    WHERE ps."productId" = p."id"`;
};

/** What failed counts while the asset still declares what was released: a draft is tried at other addresses. */
const FAILING_SQL = Prisma.sql`
  SELECT DISTINCT c."activity" FROM "ConnectionCase" c JOIN "ConnectionDeclaration" d ON d."assetId" = c."assetId"
  WHERE c."assetId" = p."assetId" AND c."name" = '' AND c."lastPassed" = false
    AND c."protocol"::text = s."snapshot" #>> '{connection,protocol}' AND d."protocol" = c."protocol"
    AND d."productionUrl" = s."snapshot" #>> '{connection,productionUrl}'`;

const NEWEST_SQL = Prisma.sql`
  SELECT n."id", n."number", n."status"::text AS status FROM "Submission" n
  WHERE n."assetId" = p."assetId" ORDER BY n."number" DESC LIMIT 1`;

/** Whether somebody has to act on a product on sale: `productFlags` with a pressing one, as a condition. */
export const pressingSql = (now: Date): Prisma.Sql => Prisma.sql`(p."withdrawnAt" IS NULL AND (
    EXISTS (${FAILING_SQL}) OR (SELECT newest.status FROM (${NEWEST_SQL}) newest) = ${REJECTED}
    OR EXISTS (SELECT FROM (${websitesSql(now)}) site WHERE site."isRemoved" OR site."verifiedAt" IS NULL
      OR site."verifiedAt" <= ${oldestValidProof(now)} OR site."scanId" IS NULL OR site.status <> 'COMPLETE'
      OR site."completedAt" <= ${new Date(now.getTime() - SCAN_VALID_DAYS * DAY_MS)}
      OR site."isOutdated" OR site."openFindings" > 0)))`;

/** A product with everything that its flags are derived from: one row of SQL. */
export const productColumns = (now: Date): Prisma.Sql => Prisma.sql`
  p."id", p."organizationId", p."assetId", p."submissionId", p."name", p."note",
  p."encryptionAlgorithm"::text AS "encryptionAlgorithm", p."version", p."releasedAt", p."withdrawnAt",
  a."name" AS "assetName", a."deletedAt" IS NOT NULL AS "isAssetDeleted", s."number" AS "submissionNumber",
  coalesce(s."snapshot" #>> '{connection,productionUrl}', '') AS "productionUrl",
  (SELECT to_json(newest) FROM (${NEWEST_SQL}) newest) AS newest,
  ARRAY(${FAILING_SQL} ORDER BY 1) AS "failingInterfaces",
  coalesce((SELECT json_agg(site ORDER BY site."name", site."id") FROM (${websitesSql(now)}) site), '[]') AS websites`;

/** As JSON has it. */
type WebsiteRow = Pick<
  ProductWebsite,
  'id' | 'websiteId' | 'name' | 'host' | 'isRemoved' | 'releasedScanId'
> & {
  verifiedAt: string | null;
  scanId: string | null;
  status: 'COMPLETE' | 'INCOMPLETE';
  completedAt: string;
  isOutdated: boolean;
  openFindings: number;
};

export type ProductRow = Omit<ProductRecord, 'websites'> & { websites: WebsiteRow[] };

export const toProductRecord = ({ websites, ...row }: ProductRow): ProductRecord => ({
  ...row,
  websites: websites.map(
    ({ scanId, status, completedAt, isOutdated, openFindings, verifiedAt, ...site }) => ({
      ...site,
      verifiedAt: verifiedAt === null ? null : new Date(verifiedAt),
      scan:
        scanId === null
          ? null
          : { id: scanId, status, completedAt: new Date(completedAt), isOutdated, openFindings },
    }),
  ),
});
