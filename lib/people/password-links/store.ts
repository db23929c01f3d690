import type { Database, Transaction } from '@/lib/db/client';

export type LinkPurpose = 'HANDED' | 'RESET';

/** Keeps a link of an account; one that it had before for the same purpose is forgotten. */
export async function replacePasswordLink(
  tx: Transaction,
  link: { userId: string; purpose: LinkPurpose; tokenHash: string; createdAt: Date; expiresAt: Date },
): Promise<void> {
  const { userId, purpose, ...columns } = link;
  const userId_purpose = { userId, purpose };
  await tx.passwordLink.upsert({ where: { userId_purpose }, create: link, update: columns });
}

/** Before a sign-in nobody has a scope: the token is what the person presents. @returns the account, or null */
export async function findLinkedAccount(
  db: Database,
  tokenHash: string,
  now: Date,
): Promise<{ id: string; email: string; name: string; passwordHash: string | null } | null> {
  const link = await db.passwordLink.findFirst({
    where: { tokenHash, expiresAt: { gt: now }, user: { disabledAt: null } },
    select: { user: { select: { id: true, email: true, name: true, passwordHash: true } } },
  });
  return link?.user ?? null;
}

/** Uses a link up. @returns whether it was still there: of two at once, one uses it */
export async function deletePasswordLink(tx: Transaction, tokenHash: string): Promise<boolean> {
  const { count } = await tx.passwordLink.deleteMany({ where: { tokenHash } });
  return count === 1;
}

/** Ends every link of an account. */
export async function deletePasswordLinks(tx: Transaction, userId: string): Promise<void> {
  await tx.passwordLink.deleteMany({ where: { userId } });
}
