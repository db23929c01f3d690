import type { OrganizationScope } from '@/lib/auth/actor';
import { configuration } from '@/lib/config/configuration';
import type { Database } from '@/lib/db/client';
import { openSecret, resealSecret, sealSecret } from '@/lib/storage/seal-secret';
import { type InterfaceType, isOverlapLasting } from '../rules/key-rotation';
import { findSealedKeys, replaceSealedKey } from './store';

/** A ciphertext opens for its asset and interface type only. */
const encryptionContext = (assetId: string, interfaceType: InterfaceType) =>
  interfaceType === 'BASIC' ? `access-key:${assetId}` : `access-key:${assetId}:kit`;

/** Encrypts a key for this asset and interface type. */
export const sealAccessKey = (
  accessKey: string,
  assetId: string,
  interfaceType: InterfaceType = 'BASIC',
): Promise<string> =>
  sealSecret(accessKey, encryptionContext(assetId, interfaceType), configuration().ENCRYPTION_KEYS);

/** `UNREADABLE`: it is stored and cannot be read with the keys configured now, so it must be entered again. */
export type OpenedKey = { ok: true; value: string } | { ok: false; reason: 'NOT_SET' | 'UNREADABLE' };

/** In clear: for signing a call, never for a page, a log, the audit or a job's payload. */
export type OpenedKeys = {
  current: Readonly<Record<InterfaceType, OpenedKey>>;
  /** Those that were replaced and whose overlap lasts. */
  previous: readonly string[];
};

/** The access keys of an asset in clear. */
export async function openAccessKeys(
  db: Database,
  scope: OrganizationScope,
  assetId: string,
  now: Date,
): Promise<OpenedKeys> {
  const current: Record<InterfaceType, OpenedKey> = {
    BASIC: { ok: false, reason: 'NOT_SET' },
    KIT: { ok: false, reason: 'NOT_SET' },
  };
  const previous: string[] = [];
  for (const { interfaceType, sealed, usableUntil } of await findSealedKeys(db, scope, assetId)) {
    if (usableUntil !== null && !isOverlapLasting({ usableUntil }, now)) continue;
    const context = encryptionContext(assetId, interfaceType);
    const opened = await openSecret(sealed, context, configuration().ENCRYPTION_KEYS);
    if (usableUntil === null)
      current[interfaceType] = opened.ok ? opened : { ok: false, reason: 'UNREADABLE' };
    else if (opened.ok) previous.push(opened.value);
  }
  return { current, previous };
}

/** Seals the keys of an asset with the current encryption key, so that the operator can drop a previous one. */
export async function moveKeysToCurrent(
  db: Database,
  scope: OrganizationScope,
  assetId: string,
): Promise<void> {
  const { ENCRYPTION_KEYS } = configuration();
  for (const key of await findSealedKeys(db, scope, assetId)) {
    const moved = await resealSecret(
      key.sealed,
      encryptionContext(assetId, key.interfaceType),
      ENCRYPTION_KEYS,
    );
    if (moved.ok && moved.isChanged) await replaceSealedKey(db, scope, key, moved.sealed);
  }
}
