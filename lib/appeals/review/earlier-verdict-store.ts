import type { PlatformScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import type { FindingRecord } from '@/lib/findings/finding-record';
import type { Outcome } from '../rules/judgement';

/** A verdict of a review that was decided. */
export type EarlierVerdict = {
  id: string;
  outcome: Outcome;
  reason: string;
  reviewerName: string | null;
  at: Date;
  organizationName: string;
  submissionId: string;
  findingId: string;
  method: string;
  url: string;
};

/** As many as a person reads beside a finding. */
const SHOWN = 5;

/** The finding itself, as its organization had it before; or others that the same check reports, of any organization. */
export const LIKENESS = {
  ofFinding: ({ fingerprint, organizationId }: FindingRecord) =>
    Prisma.sql`f."fingerprint" = ${fingerprint} AND f."organizationId" = ${organizationId}::uuid`,
  ofRule: ({ fingerprint, checkId, titleKey }: FindingRecord) =>
    Prisma.sql`f."checkId" = ${checkId} AND f."titleKey" = ${titleKey} AND f."fingerprint" <> ${fingerprint}`,
};

/** The newest verdicts of decided reviews on findings like this, each as it stood at the decision. */
export async function findEarlierVerdicts(
  db: Database,
  _scope: PlatformScope,
  likeness: Prisma.Sql,
  exceptSubmissionId: string,
): Promise<EarlierVerdict[]> {
  return db.$queryRaw<EarlierVerdict[]>`
    SELECT v."id", v."outcome"::text, v."reason", u."name" AS "reviewerName", v."at",
      o."name" AS "organizationName", p."submissionId", v."findingId", f."method", f."url"
    FROM "Verdict" v
      JOIN "Finding" f ON f."id" = v."findingId"
      JOIN "Appeal" p ON p."id" = v."appealId" AND p."round" = v."round" AND p."decidedAt" IS NOT NULL
      JOIN "Organization" o ON o."id" = p."organizationId"
      LEFT JOIN "User" u ON u."id" = v."reviewerId"
    WHERE ${likeness} AND p."submissionId" <> ${exceptSubmissionId}::uuid AND NOT EXISTS (
      SELECT FROM "Verdict" w WHERE w."appealId" = v."appealId" AND w."findingId" = v."findingId"
        AND w."round" = v."round" AND w."revision" > v."revision")
    ORDER BY v."at" DESC, v."id" LIMIT ${SHOWN}`;
}
