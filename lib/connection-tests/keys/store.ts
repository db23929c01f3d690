import type { OrganizationScope, PlatformScope } from '@/lib/auth/actor';
import type { Database, Transaction } from '@/lib/db/client';
import { type InterfaceType, type KeyState, type KeyStates, NO_KEYS } from '../rules/key-rotation';

const ofOrganization = (scope: OrganizationScope) => ({
  asset: { organizationId: scope.organizationId, deletedAt: null },
});

/** What may be shown of the keys of these assets, by asset id; an asset without any is absent. */
export async function findKeyStates(
  db: Database,
  scope: OrganizationScope,
  assetIds: readonly string[],
): Promise<Map<string, KeyStates>> {
  const rows = await db.connectionAccessKey.findMany({
    where: { assetId: { in: [...assetIds] }, ...ofOrganization(scope) },
    select: { assetId: true, interfaceType: true, setAt: true, supersededAt: true, usableUntil: true },
    orderBy: [{ setAt: 'asc' }, { id: 'asc' }],
  });
  const states = new Map<string, KeyStates>();
  for (const { assetId, interfaceType, setAt, supersededAt } of rows) {
    if (supersededAt !== null) continue;
    const replaced = rows.find(
      (row) => row.assetId === assetId && row.interfaceType === interfaceType && row.usableUntil !== null,
    );
    const previous = replaced?.usableUntil
      ? { setAt: replaced.setAt, usableUntil: replaced.usableUntil }
      : null;
    const state: KeyState = { setAt, previous };
    states.set(assetId, { ...(states.get(assetId) ?? NO_KEYS), [interfaceType]: state });
  }
  return states;
}

/** A key as it is stored; `usableUntil` is that of a replaced one. */
export type SealedKey = {
  id: string;
  interfaceType: InterfaceType;
  sealed: string;
  usableUntil: Date | null;
};

/** The ciphertexts of an asset's keys, for `open-access-keys.ts` only. */
export function findSealedKeys(
  db: Database,
  scope: OrganizationScope,
  assetId: string,
): Promise<SealedKey[]> {
  return db.connectionAccessKey.findMany({
    where: { assetId, ...ofOrganization(scope) },
    select: { id: true, interfaceType: true, sealed: true, usableUntil: true },
  });
}

/** Puts another ciphertext of the same key in the place of one; a key that was replaced meanwhile stays replaced. */
export async function replaceSealedKey(
  db: Database,
  scope: OrganizationScope,
  { id, sealed }: Pick<SealedKey, 'id' | 'sealed'>,
  resealed: string,
): Promise<void> {
  await db.connectionAccessKey.updateMany({
    where: { id, sealed, ...ofOrganization(scope) },
    data: { sealed: resealed },
  });
}

/**
 * Makes a key the current one of its type. The one before becomes the previous one until `overlapUntil`, and is deleted
 * where there is no overlap; an older one is deleted in any case. The caller holds the asset's row.
 * @returns whether there was one before
 */
export async function replaceKey(
  tx: Transaction,
  key: {
    id: string;
    assetId: string;
    interfaceType: InterfaceType;
    sealed: string;
    setById: string;
    at: Date;
    overlapUntil: Date | null;
  },
): Promise<{ isReplaced: boolean }> {
  const { at, overlapUntil, assetId, interfaceType, ...columns } = key;
  const ofType = { assetId, interfaceType };
  const isReplaced = (await tx.connectionAccessKey.count({ where: { ...ofType, supersededAt: null } })) > 0;
  await tx.connectionAccessKey.deleteMany({
    where: overlapUntil === null ? ofType : { ...ofType, supersededAt: { not: null } },
  });
  if (overlapUntil !== null)
    await tx.connectionAccessKey.updateMany({
      where: ofType,
      data: { supersededAt: at, usableUntil: overlapUntil },
    });
  await tx.connectionAccessKey.create({ data: { ...columns, ...ofType, setAt: at } });
  return { isReplaced };
}

/** Deletes the replaced key of a type. @returns whether there was one */
export async function deletePreviousKey(
  tx: Transaction,
  scope: OrganizationScope,
  { assetId, interfaceType }: { assetId: string; interfaceType: InterfaceType },
): Promise<boolean> {
  const { count } = await tx.connectionAccessKey.deleteMany({
    where: { assetId, interfaceType, supersededAt: { not: null }, ...ofOrganization(scope) },
  });
  return count > 0;
}

/** Deletes an asset's keys whose overlap is over: they are recognised no more, and nothing else needs them. */
export async function deleteEndedKeys(tx: Transaction, assetId: string, now: Date): Promise<void> {
  await tx.connectionAccessKey.deleteMany({ where: { assetId, usableUntil: { lte: now } } });
}

/** The same of every asset. @returns how many */
export async function deleteAllEndedKeys(db: Database, _scope: PlatformScope, now: Date): Promise<number> {
  const { count } = await db.connectionAccessKey.deleteMany({ where: { usableUntil: { lte: now } } });
  return count;
}

/** Replaced keys of any organization that end by `until`, and whose overlap is longer than `overlapMs`. */
export async function findEndingKeys(
  db: Database,
  _scope: PlatformScope,
  { now, until, overlapMs }: { now: Date; until: Date; overlapMs: number },
): Promise<
  {
    id: string;
    organizationId: string;
    assetId: string;
    asset: string;
    interfaceType: InterfaceType;
    usableUntil: Date;
  }[]
> {
  return db.$queryRaw`
    SELECT k."id", a."organizationId", a."id" AS "assetId", a."name" AS "asset", k."interfaceType"::text, k."usableUntil"
    FROM "ConnectionAccessKey" k JOIN "Asset" a ON a."id" = k."assetId" AND a."deletedAt" IS NULL
    WHERE k."usableUntil" > ${now} AND k."usableUntil" <= ${until}
      AND k."usableUntil" > k."supersededAt" + ${overlapMs}::int * interval '1 millisecond'`;
}
