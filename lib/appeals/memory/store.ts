import type { OrganizationScope, PlatformScope } from '@/lib/auth/actor';
import type { Keyset } from '@/lib/core/keyset';
import type { PageRequest } from '@/lib/core/pages';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import type { CarriedDecision } from '@/lib/findings/finding-record';
import type { FindingDraft } from '@/lib/findings/rules/finding';
import type { DecisionScope } from '@/lib/findings/rules/standing';
import type { FindingKey } from '@/lib/i18n/app-messages';
import type { Conclusion } from '@/lib/reports/rules/conclusion';
import type { ReasonCode } from '@/lib/reports/rules/reason-code';
import type { Outcome } from '../rules/judgement';

/** The finding that was judged, in the words of its report. */
type JudgedFinding = Pick<FindingDraft, 'titleKey' | 'values' | 'class' | 'method' | 'url'>;

export type DecisionRow = JudgedFinding &
  Pick<
    CarriedDecision,
    | 'id'
    | 'scope'
    | 'conclusion'
    | 'explanation'
    | 'reasonCode'
    | 'reason'
    | 'decidedAt'
    | 'validUntil'
    | 'revokedAt'
    | 'revokeReason'
  > & {
    organizationName: string;
    websiteName: string;
    assetName: string;
    deciderName: string | null;
    revokerName: string | null;
  };

/** A verdict can be replaced until the decision: the newest revision is the one that was decided by. */
const IS_NEWEST_SQL = Prisma.sql`NOT EXISTS (SELECT FROM "Verdict" newer WHERE newer."appealId" = v."appealId"
  AND newer."findingId" = v."findingId" AND newer."round" = v."round" AND newer."revision" > v."revision")`;

const DECISION_SQL = Prisma.sql`
  SELECT d."id", d."scope"::text AS scope, d."conclusion"::text AS conclusion, d."explanation", d."reasonCode",
    d."reason",
    d."decidedAt", d."validUntil", d."revokedAt", d."revokeReason", f."titleKey", f."values", f."class", f."method",
    f."url", o."name" AS "organizationName", w."name" AS "websiteName", a."name" AS "assetName",
    decider."name" AS "deciderName", revoker."name" AS "revokerName"
  FROM "CarriedDecision" d
  JOIN "Finding" f ON f."id" = d."findingId"
  JOIN "Organization" o ON o."id" = d."organizationId"
  JOIN "Website" w ON w."id" = d."websiteId"
  JOIN "Asset" a ON a."id" = d."assetId"
  LEFT JOIN "User" decider ON decider."id" = d."decidedById"
  LEFT JOIN "User" revoker ON revoker."id" = d."revokedById"`;

/** The organization's carried decisions from the newest to the oldest; one more than the page has. */
export async function findDecisionsAfter(
  db: Database,
  { organizationId }: OrganizationScope,
  { after, limit }: Keyset,
): Promise<DecisionRow[]> {
  return db.$queryRaw<(DecisionRow & { titleKey: FindingKey })[]>`
    ${DECISION_SQL} WHERE d."organizationId" = ${organizationId}::uuid
      AND (${after}::uuid IS NULL OR d."id" < ${after}::uuid)
    ORDER BY d."id" DESC LIMIT ${limit + 1}`;
}

/** One page of carried decisions, those that hold first, then the newest. */
export async function findDecisionPage(
  db: Database,
  scope: OrganizationScope | (PlatformScope & { userId: string }),
  filter: { websiteId: string | null; now: Date },
  page: PageRequest,
): Promise<{ rows: DecisionRow[]; total: number }> {
  const where = Prisma.sql`WHERE (${filter.websiteId}::uuid IS NULL OR d."websiteId" = ${filter.websiteId}::uuid)
    AND ${
      'organizationId' in scope
        ? Prisma.sql`d."organizationId" = ${scope.organizationId}::uuid`
        : Prisma.sql`d."organizationId" NOT IN (
            SELECT m."organizationId" FROM "Member" m WHERE m."userId" = ${scope.userId}::uuid)`
    }`;
  const rows = await db.$queryRaw<(DecisionRow & { titleKey: FindingKey })[]>`
    ${DECISION_SQL} ${where}
    ORDER BY (d."revokedAt" IS NULL AND d."validUntil" > ${filter.now}) DESC, d."decidedAt" DESC, d."id"
    LIMIT ${page.size} OFFSET ${(page.page - 1) * page.size}`;
  const [count] = await db.$queryRaw<{ total: number }[]>`
    SELECT count(*)::int AS total FROM "CarriedDecision" d ${where}`;
  return { rows, total: count?.total ?? 0 };
}

/** The organization of a decision, whoever's it is; null when there is none. */
export async function findDecisionOwner(
  db: Database,
  _scope: PlatformScope,
  decisionId: string,
): Promise<{ organizationId: string } | null> {
  return db.carriedDecision.findUnique({ where: { id: decisionId }, select: { organizationId: true } });
}

/** `SAME`: the same finding. `LOOKALIKE`: the same class at a like path. `RULE`: the same kind of finding anywhere. */
export type Likeness = 'SAME' | 'LOOKALIKE' | 'RULE';

export type Precedent = {
  findingId: string;
  likeness: Likeness;
  outcome: Outcome;
  conclusion: Conclusion | null;
  reasonCode: string | null;
  explanation: string;
  reason: string;
  reviewerName: string | null;
  at: Date;
  organizationName: string;
  method: string;
  url: string;
  /** The decision that came of it; null where nothing is carried. */
  decisionId: string | null;
  scope: DecisionScope | null;
  validUntil: Date | null;
  revokedAt: Date | null;
};

/** Verdicts of decided appeals on findings like this one: the same first, then what its organization has seen, then the newest. */
export async function findPrecedents(
  db: Database,
  _scope: PlatformScope,
  finding: {
    submissionId: string;
    organizationId: string;
    fingerprint: string;
    lookalikeKey: string;
    titleKey: string;
  },
  atMost: number,
): Promise<Precedent[]> {
  return db.$queryRaw<Precedent[]>`
    SELECT f."id" AS "findingId", liked.likeness, v."outcome"::text AS outcome, x."conclusion"::text AS conclusion,
      x."reasonCode", coalesce(x."explanation", '') AS explanation, v."reason", u."name" AS "reviewerName", v."at",
      o."name" AS "organizationName", f."method", f."url", d."id" AS "decisionId", d."scope"::text AS scope,
      d."validUntil", d."revokedAt"
    FROM "Verdict" v
    JOIN "Appeal" p ON p."id" = v."appealId" AND p."round" = v."round" AND p."decidedAt" IS NOT NULL AND ${IS_NEWEST_SQL}
    JOIN "Finding" f ON f."id" = v."findingId"
    JOIN "Organization" o ON o."id" = p."organizationId"
    LEFT JOIN "Assessment" x ON x."appealId" = v."appealId" AND x."findingId" = v."findingId"
    LEFT JOIN "User" u ON u."id" = v."reviewerId"
    LEFT JOIN "CarriedDecision" d ON d."findingId" = f."id" AND d."decidedAt" = p."decidedAt"
    CROSS JOIN LATERAL (SELECT CASE
      WHEN p."organizationId" = ${finding.organizationId}::uuid AND f."fingerprint" = ${finding.fingerprint} THEN 'SAME'
      WHEN p."organizationId" = ${finding.organizationId}::uuid AND f."lookalikeKey" = ${finding.lookalikeKey} THEN 'LOOKALIKE'
      WHEN f."titleKey" = ${finding.titleKey} THEN 'RULE' END AS likeness) liked
    WHERE liked.likeness IS NOT NULL AND p."submissionId" <> ${finding.submissionId}::uuid
    ORDER BY array_position(ARRAY['SAME', 'LOOKALIKE', 'RULE'], liked.likeness),
      p."organizationId" = ${finding.organizationId}::uuid DESC, v."at" DESC, v."id"
    LIMIT ${atMost}`;
}

/** How cases of one kind came out at other organizations. */
export type AdviceRow = {
  conclusion: Conclusion;
  reasonCode: ReasonCode | null;
  hasReference: boolean;
  cases: number;
  accepted: number;
};

/**
 * How often each conclusion was accepted for findings of this kind, over all other organizations; only where there are so
 * many cases of so many of them that nobody can be told from it.
 */
export async function countConvincing(
  db: Database,
  scope: OrganizationScope,
  titleKey: string,
  least: { cases: number; organizations: number },
): Promise<AdviceRow[]> {
  return db.$queryRaw<AdviceRow[]>`
    SELECT x."conclusion"::text AS conclusion, x."reasonCode", x."reference" <> '' AS "hasReference", count(*)::int AS cases,
      count(*) FILTER (WHERE v."outcome" = 'ACCEPTED')::int AS accepted
    FROM "Verdict" v
    JOIN "Appeal" p ON p."id" = v."appealId" AND p."round" = v."round" AND p."decidedAt" IS NOT NULL AND ${IS_NEWEST_SQL}
      AND p."organizationId" <> ${scope.organizationId}::uuid
    JOIN "Finding" f ON f."id" = v."findingId" AND f."titleKey" = ${titleKey}
    JOIN "Assessment" x ON x."appealId" = v."appealId" AND x."findingId" = v."findingId"
    GROUP BY 1, 2, 3
    HAVING count(*) >= ${least.cases} AND count(DISTINCT p."organizationId") >= ${least.organizations}
    ORDER BY accepted DESC, cases DESC, 1, 2, 3`;
}
