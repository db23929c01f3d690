import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import { PLANNED_ONCE } from '@/lib/db/planned-once';
import type { Declaration } from '../connection-record';
import type { UrlCheck } from '../rules/url-check';

/** A declaration with what is known about it, as far as readiness looks at it. */
export type Declared = Pick<
  Declaration,
  'assetId' | 'protocol' | 'productKind' | 'billingModes' | 'productionUrl' | 'kitPublicKey' | 'version'
> & {
  /** When the current key of a type was set, an ISO instant; null where there is none. */
  accessKeys: { BASIC: string | null; KIT: string | null };
  proof: { url: string; declarationVersion: number; checks: UrlCheck[] } | null;
  /** Of the newest finished run: how many items passed with a warning. */
  run: { declarationVersion: number; warned: number } | null;
  /** The interfaces' own cases, in the declared protocol. */
  cases: { activity: string; lastPassed: boolean | null; lastRunDeclaration: number | null }[];
};

/** What these assets declare, in one statement; an asset that declared nothing, or was deleted, is absent. */
export function findDeclared(
  db: Database,
  scope: OrganizationScope,
  assetIds: readonly string[],
): Promise<Declared[]> {
  return db.$queryRaw`
    SELECT d."assetId", d."protocol"::text AS protocol, d."productKind"::text AS "productKind",
      coalesce(d."billingModes"::text[], '{}') AS "billingModes", d."productionUrl", d."kitPublicKey", d."version",
      (SELECT jsonb_build_object(
          'BASIC', max(k."setAt") FILTER (WHERE k."interfaceType" = 'BASIC'),
          'KIT', max(k."setAt") FILTER (WHERE k."interfaceType" = 'KIT'))
        FROM "ConnectionAccessKey" k
        WHERE k."assetId" = d."assetId" AND k."supersededAt" IS NULL) AS "accessKeys",
      (SELECT jsonb_build_object('url', p."url", 'declarationVersion', p."declarationVersion", 'checks', p."checks")
        FROM "ProductionUrlProof" p WHERE p."assetId" = d."assetId") AS proof,
      (SELECT jsonb_build_object('declarationVersion', r."declarationVersion", 'warned', (
            SELECT count(*) FROM jsonb_array_elements(r."items") item WHERE item->>'state' = 'WARNED'))
        FROM "ConnectionRun" r WHERE r."assetId" = d."assetId" AND r."status" = 'FINISHED'
        ORDER BY r."createdAt" DESC, r."id" DESC LIMIT 1) AS run,
      coalesce((
        SELECT jsonb_agg(jsonb_build_object('activity', c."activity", 'lastPassed', c."lastPassed",
          'lastRunDeclaration', c."lastRunDeclaration"))
        FROM "ConnectionCase" c
        WHERE c."assetId" = d."assetId" AND c."protocol" = d."protocol" AND c."name" = ''), '[]') AS cases
    FROM "ConnectionDeclaration" d JOIN "Asset" a ON a."id" = d."assetId"
    WHERE d."assetId" = ANY(${[...assetIds]}::uuid[]) AND a."organizationId" = ${scope.organizationId}::uuid
      AND a."deletedAt" IS NULL ${PLANNED_ONCE}`;
}
