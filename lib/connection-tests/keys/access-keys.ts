import type { OrganizationScope } from '@/lib/auth/actor';
import { configuration } from '@/lib/config/configuration';
import type { Database } from '@/lib/db/client';
import { openSecret, sealSecret } from '@/lib/storage/seal-secret';
import { type InterfaceType, isOverlapLasting } from '../rules/key-rotation';
import { findSealedKeys } from './store';

/** A ciphertext opens for its asset and interface type only. */
const contextOf = (assetId: string, interfaceType: InterfaceType) =>
  interfaceType === 'BASIC' ? `access-key:${assetId}` : `access-key:${assetId}:kit`;

/** Encrypts a key for this asset and interface type. */
export const sealAccessKey = (
  accessKey: string,
  assetId: string,
  interfaceType: InterfaceType = 'BASIC',
): Promise<string> =>
  sealSecret(accessKey, contextOf(assetId, interfaceType), configuration().ENCRYPTION_KEYS);

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
    const context = contextOf(assetId, interfaceType);
    const opened = await openSecret(sealed, context, configuration().ENCRYPTION_KEYS);
    if (usableUntil === null)
      current[interfaceType] = opened.ok ? opened : { ok: false, reason: 'UNREADABLE' };
    else if (opened.ok) previous.push(opened.value);
  }
  return { current, previous };
}
