import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database, Transaction } from '@/lib/db/client';
import { toJson } from '@/lib/db/json';
import { PLANNED_ONCE } from '@/lib/db/planned-once';
import type { TriedProfile } from '@/lib/websites/rules/login-state';
import type { LadderResult } from './rules/ladder';

/** Everything here is keyed to a website that the caller has read, or holds, within its scope. */
type OfWebsite = { id: string };

export type Challenge = { id: string; token: string; createdAt: Date; expiresAt: Date };
export type Attempt = {
  id: string;
  challengeId: string;
  at: Date;
  startedById: string | null;
  isVerified: boolean;
  ladder: LadderResult;
  /** The file was right, and another organization holds the host. */
  isClaimedElsewhere: boolean;
};
export type Acceptance = { agreementVersion: string; acceptedById: string; acceptedAt: Date };

/** What the column holds; written by `insertAttempt` alone. */
type StoredLadder = Pick<Attempt, 'ladder' | 'isClaimedElsewhere'>;

/** The token that counts now, expired or not. */
export async function findChallenge(db: Database, website: OfWebsite): Promise<Challenge | null> {
  const row = await db.ownershipChallenge.findFirst({ where: { websiteId: website.id, replacedAt: null } });
  return row && { id: row.id, token: row.token, createdAt: row.createdAt, expiresAt: row.expiresAt };
}

/** Puts a new token in the place of the current one; the caller holds the website. */
export async function replaceChallenge(
  tx: Transaction,
  website: OfWebsite,
  challenge: Challenge,
): Promise<void> {
  await tx.ownershipChallenge.updateMany({
    where: { websiteId: website.id, replacedAt: null },
    data: { replacedAt: challenge.createdAt },
  });
  await tx.ownershipChallenge.create({ data: { ...challenge, websiteId: website.id } });
}

export async function extendChallenge(tx: Transaction, challengeId: string, expiresAt: Date): Promise<void> {
  await tx.ownershipChallenge.update({ where: { id: challengeId }, data: { expiresAt } });
}

export async function insertOwnershipAttempt(
  tx: Transaction,
  { ladder, isClaimedElsewhere, ...attempt }: Attempt,
): Promise<void> {
  const stored: StoredLadder = { ladder, isClaimedElsewhere };
  await tx.ownershipAttempt.create({ data: { ...attempt, rungs: toJson(stored) } });
}

/** The latest check of any token of the website. */
export async function findLastAttempt(db: Database, website: OfWebsite): Promise<Attempt | null> {
  const row = await db.ownershipAttempt.findFirst({
    where: { challenge: { websiteId: website.id } },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
  });
  if (!row) return null;
  const { ladder, isClaimedElsewhere } = row.rungs as unknown as StoredLadder;
  const { id, challengeId, at, startedById, isVerified } = row;
  return { id, challengeId, at, startedById, isVerified, ladder, isClaimedElsewhere };
}

/** Keeps that a person accepted a version; false where that person had accepted it before. */
export async function insertAcceptance(
  tx: Transaction,
  website: OfWebsite,
  acceptance: Acceptance & { id: string },
): Promise<boolean> {
  const data = [{ ...acceptance, websiteId: website.id }];
  const { count } = await tx.agreementAcceptance.createMany({ data, skipDuplicates: true });
  return count === 1;
}

/** Who first accepted a version for this website. */
export async function findAcceptance(
  db: Database,
  website: OfWebsite,
  agreementVersion: string,
): Promise<Acceptance | null> {
  const row = await db.agreementAcceptance.findFirst({
    where: { websiteId: website.id, agreementVersion },
    orderBy: [{ acceptedAt: 'asc' }, { id: 'asc' }],
  });
  return row && { agreementVersion, acceptedById: row.acceptedById, acceptedAt: row.acceptedAt };
}

/** A website with what decides whether it may be scanned; `login` is null where no settings were saved. */
export type WebsiteWithSettings = {
  id: string;
  name: string;
  host: string;
  origin: string;
  verifiedAt: Date | null;
  login: TriedProfile | null;
  loginSavedAt: Date | null;
  isAgreementAccepted: boolean;
};

/** Those of the websites that the organization has and has not removed, in one statement and in no order. */
export function findWebsitesWithSettings(
  db: Database,
  scope: OrganizationScope,
  websiteIds: readonly string[],
  agreementVersion: string,
): Promise<WebsiteWithSettings[]> {
  return db.$queryRaw`
    SELECT w."id", w."name", w."host", w."origin", w."verifiedAt", l."updatedAt" AS "loginSavedAt",
      CASE WHEN l."websiteId" IS NOT NULL THEN jsonb_build_object('mode', l."mode", 'version', l."version",
        'lastTryVersion', l."lastTryVersion", 'lastTry',
        CASE WHEN l."lastTry" IS NOT NULL THEN jsonb_build_object('isProven', l."lastTry"->'isProven') END
      ) END AS login,
      EXISTS (
        SELECT FROM "AgreementAcceptance" c
        WHERE c."websiteId" = w."id" AND c."agreementVersion" = ${agreementVersion}
      ) AS "isAgreementAccepted"
    FROM "Website" w LEFT JOIN "LoginProfile" l ON l."websiteId" = w."id"
    WHERE w."id" = ANY(${[...websiteIds]}::uuid[]) AND w."organizationId" = ${scope.organizationId}::uuid
      AND w."deletedAt" IS NULL ${PLANNED_ONCE}`;
}
