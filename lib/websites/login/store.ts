import type { Database, Transaction } from '@/lib/db/client';
import type { LoginProfile as LoginProfileColumns } from '@/lib/db/generated/client';
import { toJson } from '@/lib/db/json';
import type { PlainLoginProfile } from '../rules/login-profile';
import type { LoginTry } from '../rules/login-state';

/** The stored login settings; `sealed` is ciphertext and leaves the room only by `openLoginProfile`. */
export type LoginProfile = PlainLoginProfile & {
  websiteId: string;
  sealed: string | null;
  version: number;
  lastTry: LoginTry | null;
  lastTryAt: Date | null;
  lastTryVersion: number | null;
  updatedById: string;
  updatedAt: Date;
};

/** A row as a record; for the website's own queries too, which read it along. */
export const toProfile = ({ secrets, lastTry, ...columns }: LoginProfileColumns): LoginProfile => ({
  ...columns,
  sealed: secrets,
  // Written by `updateLastTry` alone.
  lastTry: lastTry as LoginTry | null,
});

/** The website must have been read within the scope before. */
export async function findLoginProfile(db: Database, website: { id: string }): Promise<LoginProfile | null> {
  const row = await db.loginProfile.findUnique({ where: { websiteId: website.id } });
  return row && toProfile(row);
}

/** Writes the settings over what is there; the caller holds the website and has compared the version. */
export async function upsertLoginProfile(
  tx: Transaction,
  website: { id: string },
  {
    sealed,
    ...profile
  }: PlainLoginProfile & Pick<LoginProfile, 'sealed' | 'version' | 'updatedById' | 'updatedAt'>,
): Promise<void> {
  const columns = {
    ...profile,
    headerNames: [...profile.headerNames],
    pathsToAvoid: [...profile.pathsToAvoid],
    secrets: sealed,
  };
  await tx.loginProfile.upsert({
    where: { websiteId: website.id },
    create: { ...columns, websiteId: website.id },
    update: columns,
  });
}

/** Stores what a try showed, unless the settings were changed meanwhile; false then. */
export async function updateLastTry(
  tx: Transaction,
  profile: Pick<LoginProfile, 'websiteId' | 'version'>,
  lastTry: LoginTry,
  at: Date,
): Promise<boolean> {
  const { count } = await tx.loginProfile.updateMany({
    where: { websiteId: profile.websiteId, version: profile.version },
    data: { lastTry: toJson(lastTry), lastTryAt: at, lastTryVersion: profile.version },
  });
  return count === 1;
}

/** Replaces a ciphertext by the same secret under another key, unless it was changed meanwhile. */
export async function replaceSealed(
  db: Database,
  profile: Pick<LoginProfile, 'websiteId' | 'sealed'>,
  sealed: string,
): Promise<void> {
  await db.loginProfile.updateMany({
    where: { websiteId: profile.websiteId, secrets: profile.sealed },
    data: { secrets: sealed },
  });
}
