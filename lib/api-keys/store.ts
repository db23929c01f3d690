import type { OrganizationScope } from '@/lib/auth/actor';
import type { OrganizationRole } from '@/lib/auth/rules/permissions';
import type { Database, Transaction } from '@/lib/db/client';
import type { ChosenScope } from './rules/api-scopes';

export type ApiKeyRow = {
  id: string;
  name: string;
  hint: string;
  scopes: ChosenScope[];
  madeBy: string;
  /** What its maker is now. */
  role: OrganizationRole;
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date | null;
};

/** Newest first. */
export async function findApiKeys(db: Database, { organizationId }: OrganizationScope): Promise<ApiKeyRow[]> {
  const rows = await db.apiKey.findMany({
    where: { organizationId },
    omit: { tokenHash: true },
    include: { member: { select: { role: true, user: { select: { name: true } } } } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  return rows.map(({ member, organizationId: _, userId: __, scopes, ...key }) => ({
    ...key,
    scopes: scopes as ChosenScope[],
    madeBy: member.user.name,
    role: member.role,
  }));
}

/** Holds the organization's row, so that two keys made at once do not pass the limit. */
export async function lockKeyOwner(tx: Transaction, { organizationId }: OrganizationScope): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Organization" WHERE "id" = ${organizationId}::uuid FOR UPDATE`;
}

export const countApiKeys = (tx: Transaction, { organizationId }: OrganizationScope): Promise<number> =>
  tx.apiKey.count({ where: { organizationId } });

export async function insertApiKey(
  tx: Transaction,
  { organizationId, userId }: OrganizationScope & { userId: string },
  key: Pick<ApiKeyRow, 'id' | 'name' | 'hint' | 'scopes' | 'createdAt' | 'expiresAt'> & { tokenHash: string },
): Promise<void> {
  await tx.apiKey.create({ data: { ...key, organizationId, userId } });
}

/** @returns what it was called; null: the organization has none with this id */
export async function deleteApiKey(
  tx: Transaction,
  { organizationId }: OrganizationScope,
  id: string,
): Promise<{ name: string; hint: string } | null> {
  const where = { id, organizationId };
  const key = await tx.apiKey.findFirst({ where, select: { name: true, hint: true } });
  const { count } = await tx.apiKey.deleteMany({ where });
  return count === 1 ? key : null;
}

export type PresentedKey = Omit<ApiKeyRow, 'madeBy' | 'createdAt'> & {
  organizationId: string;
  userId: string;
  userName: string;
};

/**
 * The key with its maker as they are now: nobody is signed in, so the key is what is presented.
 * @returns null also where the maker's account is off
 */
export async function findPresentedKey(db: Database, tokenHash: string): Promise<PresentedKey | null> {
  const [row] = await db.$queryRaw<PresentedKey[]>`
    SELECT k."id", k."name", k."hint", k."scopes", k."expiresAt", k."lastUsedAt", k."organizationId", k."userId",
      u."name" AS "userName", m."role"::text AS "role"
    FROM "ApiKey" k
    JOIN "Member" m ON m."organizationId" = k."organizationId" AND m."userId" = k."userId"
    JOIN "User" u ON u."id" = k."userId" AND u."disabledAt" IS NULL
    WHERE k."tokenHash" = ${tokenHash}`;
  return row ?? null;
}

/** Never backwards, and nothing where it was revoked meanwhile. */
export async function touchApiKey(db: Database, id: string, lastUsedAt: Date): Promise<void> {
  await db.apiKey.updateMany({
    where: { id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: lastUsedAt } }] },
    data: { lastUsedAt },
  });
}
