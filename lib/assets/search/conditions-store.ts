import type { OrganizationScope } from '@/lib/auth/actor';
import { EXPIRING_WITHIN_DAYS } from '@/lib/core/policy';
import { Prisma } from '@/lib/db/generated/client';
import { BILLING_MODES, requiredCases } from '@/lib/koogallery/required-cases';
import { FIRST_STATUS } from '@/lib/lifecycle/rules/status';
import { lastCompletionEndingIn } from '@/lib/scans/rules/validity';
import type { AssetSearch, ExpiryFilter } from '../schemas';

/** `100%` searched for is 100% found: the wildcards of LIKE are plain characters here. */
const containing = (text: string) => `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

export const STATUS = Prisma.sql`coalesce(s."status", ${FIRST_STATUS}::"SubmissionStatus")`;

/** The newest submission; every asset has at most a few. */
export const NEWEST = Prisma.sql`LEFT JOIN LATERAL (
    SELECT "id", "status", "statusSince", "reasonCode", "deadlineAt", "pausedAt" FROM "Submission"
    WHERE "assetId" = a."id" ORDER BY "number" DESC LIMIT 1
  ) s ON true`;

/** Which assets `a` a filter lets through; `s` is asked for where it names a status. */
export function conditions(
  { organizationId }: OrganizationScope,
  { q, website, status, expiry, interfaces, now }: AssetSearch,
): Prisma.Sql {
  const parts = [Prisma.sql`a."organizationId" = ${organizationId}::uuid AND a."deletedAt" IS NULL`];
  if (q !== '')
    parts.push(Prisma.sql`(a."name" ILIKE ${containing(q)} OR a."id" IN (
      SELECT aw."assetId" FROM "Website" w JOIN "AssetWebsite" aw ON aw."websiteId" = w."id"
      WHERE w."organizationId" = ${organizationId}::uuid AND w."host" ILIKE ${containing(q)}))`);
  if (website !== null)
    parts.push(Prisma.sql`EXISTS (
      SELECT FROM "AssetWebsite" aw WHERE aw."assetId" = a."id" AND aw."websiteId" = ${website}::uuid)`);
  if (status !== null) parts.push(Prisma.sql`${STATUS}::text = ${status}`);
  if (expiry !== null) parts.push(expiryCondition(organizationId, expiry, now));
  if (interfaces !== null) parts.push(Prisma.sql`${INTERFACE_STATE} = ${interfaces}`);
  return Prisma.join(parts, ' AND ');
}

/** By the newest scan of each website that came to an end, complete or not; a cancelled one says nothing. */
function expiryCondition(organizationId: string, expiry: ExpiryFilter, now: Date): Prisma.Sql {
  const ended = lastCompletionEndingIn(0, now);
  const soon = lastCompletionEndingIn(EXPIRING_WITHIN_DAYS, now);
  // LIMIT keeps it a look at an index for each asset: joined, every organization's websites would be read.
  const some = (what: Prisma.Sql) => Prisma.sql`coalesce((
    SELECT true FROM "AssetWebsite" aw LEFT JOIN LATERAL (
      SELECT scan."status", scan."completedAt" FROM "Scan" scan
      WHERE scan."websiteId" = aw."websiteId" AND scan."organizationId" = ${organizationId}::uuid
        AND scan."status" IN ('COMPLETE', 'INCOMPLETE') AND scan."startedAt" IS NOT NULL
      ORDER BY scan."completedAt" DESC, scan."id" DESC LIMIT 1
    ) newest ON true
    WHERE aw."assetId" = a."id" AND ${what} LIMIT 1), false)`;
  switch (expiry) {
    case 'EXPIRED':
      return some(Prisma.sql`newest."status" = 'COMPLETE' AND newest."completedAt" <= ${ended}::timestamptz`);
    case 'ENDING':
      return some(Prisma.sql`newest."status" = 'COMPLETE' AND newest."completedAt" > ${ended}::timestamptz
        AND newest."completedAt" <= ${soon}::timestamptz`);
    case 'NOT_VALID':
      return Prisma.sql`(NOT EXISTS (SELECT FROM "AssetWebsite" aw WHERE aw."assetId" = a."id") OR ${some(
        Prisma.sql`(newest."status" = 'COMPLETE' AND newest."completedAt" > ${ended}::timestamptz) IS NOT TRUE`,
      )})`;
  }
}

/** What each mode of billing requires, a row an activity: `requiredCases` of several modes is the union of theirs. */
const REQUIRED = (['V2', 'V1'] as const).flatMap((protocol) =>
  (['COMMON', 'JOINT_OPERATIONS'] as const).flatMap((productKind) =>
    BILLING_MODES.flatMap((mode) =>
      requiredCases({ protocol, productKind, billingModes: [mode] }).flatMap(({ activity, isRequired }) =>
        isRequired ? [{ protocol, productKind, mode, activity }] : [],
      ),
    ),
  ),
);

/** What the required cases of `a` come to, as `interfaceState` of the room of submissions says. */
const INTERFACE_STATE = Prisma.sql`coalesce((
    SELECT CASE WHEN bool_or(c."lastPassed" = false) THEN 'FAILED'
      WHEN bool_and(coalesce(c."lastPassed" AND c."lastRunDeclaration" = d."version", false)) THEN 'PASSED' END
    FROM "ConnectionDeclaration" d
    JOIN jsonb_to_recordset(${JSON.stringify(REQUIRED)}::jsonb)
      AS needed("protocol" text, "productKind" text, "mode" text, "activity" text)
      ON needed."protocol" = d."protocol"::text AND needed."productKind" = d."productKind"::text
        AND needed."mode" = ANY(d."billingModes"::text[])
    LEFT JOIN "ConnectionCase" c ON c."assetId" = d."assetId" AND c."protocol" = d."protocol"
      AND c."activity" = needed."activity" AND c."name" = ''
    WHERE d."assetId" = a."id"), 'NOT_RUN')`;
