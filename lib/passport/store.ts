import type { OrganizationScope, PlatformScope } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import type { Database, Transaction } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';

/** A version of a submission's passport. */
export type PassportRecord = {
  version: number;
  /** Of the transition that it holds everything up to. */
  sequence: number;
  event: string;
  at: Date;
  storageKey: string;
  sha256: string;
  size: number;
  keyFingerprint: string;
};

/** A key that signs passports, or did. */
export type PassportKeyRecord = {
  id: string;
  fingerprint: string;
  publicKey: string;
  createdAt: Date;
  retiredAt: Date | null;
};

/** Newest first. */
export async function findPassports(
  db: Database,
  scope: OrganizationScope,
  submissionId: string,
): Promise<PassportRecord[]> {
  return db.passport.findMany({
    where: { submissionId, organizationId: scope.organizationId },
    orderBy: { version: 'desc' },
    omit: { id: true, organizationId: true, submissionId: true, madeAt: true },
  });
}

/** @throws AppError NOT_FOUND */
export async function requirePassport(
  db: Database,
  scope: OrganizationScope,
  submissionId: string,
  version: number,
): Promise<PassportRecord> {
  const found = (await findPassports(db, scope, submissionId)).find((one) => one.version === version);
  if (!found) throw notFound('passport');
  return found;
}

/** There is no function that changes a passport: a trigger of the database refuses it too. */
export async function insertPassport(
  tx: Transaction,
  _scope: OrganizationScope,
  passport: Prisma.PassportUncheckedCreateInput,
): Promise<void> {
  await tx.passport.create({ data: passport });
}

/** What a passport names besides the submission. */
export async function findNames(
  db: Database,
  scope: OrganizationScope,
  assetId: string,
): Promise<{ organizationName: string; assetName: string }> {
  const asset = await db.asset.findFirstOrThrow({
    where: { id: assetId, organizationId: scope.organizationId },
    select: { name: true, organization: { select: { name: true } } },
  });
  return { organizationName: asset.organization.name, assetName: asset.name };
}

/** Newest first, without what signs. Public keys belong to nobody: whoever holds a passport may ask for them. */
export async function findPassportKeys(db: Database): Promise<PassportKeyRecord[]> {
  return db.passportKey.findMany({
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    omit: { sealedPrivateKey: true },
  });
}

/** The key that signs now; null before the first. */
export async function findCurrentKey(
  db: Database,
  _scope: PlatformScope,
): Promise<{ id: string; sealedPrivateKey: string } | null> {
  const row = await db.passportKey.findFirst({ where: { retiredAt: null } });
  return row?.sealedPrivateKey ? { id: row.id, sealedPrivateKey: row.sealedPrivateKey } : null;
}

export async function insertPassportKey(
  tx: Transaction,
  _scope: PlatformScope,
  key: Omit<PassportKeyRecord, 'retiredAt'> & { sealedPrivateKey: string },
): Promise<void> {
  await tx.passportKey.create({ data: key });
}

/** Seals the same key again; nothing where somebody was faster. */
export async function replaceSealedPassportKey(
  db: Database,
  _scope: PlatformScope,
  { id, sealedPrivateKey }: { id: string; sealedPrivateKey: string },
  sealed: string,
): Promise<void> {
  await db.passportKey.updateMany({ where: { id, sealedPrivateKey }, data: { sealedPrivateKey: sealed } });
}

/** Ends the key that signs now and forgets its private part. @returns its fingerprint; null where there was none */
export async function retireCurrentKey(
  tx: Transaction,
  _scope: PlatformScope,
  at: Date,
): Promise<string | null> {
  const [row] = await tx.passportKey.updateManyAndReturn({
    where: { retiredAt: null },
    data: { retiredAt: at, sealedPrivateKey: null },
    select: { fingerprint: true },
  });
  return row?.fingerprint ?? null;
}
