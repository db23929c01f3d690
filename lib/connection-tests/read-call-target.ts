import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import type { CallTarget } from '@/lib/koogallery/call-target';
import type { Protocol } from '@/lib/koogallery/interface';
import { STORED_PROTOCOLS } from '@/lib/koogallery/stored-protocols';
import type { Declaration } from './connection-record';
import { findDeclaration } from './declaration/find-declaration';
import { openAccessKeys } from './keys/access-keys';
import type { NotRunReason } from './rules/run-item';

export type CallTargetResult =
  | { ok: true; protocol: Protocol; target: CallTarget; declaration: Declaration }
  | { ok: false; reason: NotRunReason };

/**
 * What calls to an asset's seller need, keys in clear: for the engine, never for a page, a log, the audit or a job.
 * Without a key of the kit interfaces, or one that cannot be read, `kitAccessKey` is null and their cases are not run.
 * @returns a reason if nothing is declared, or the basic access key cannot be read
 */
export async function readCallTarget(
  db: Database,
  scope: OrganizationScope,
  assetId: string,
  now: Date,
): Promise<CallTargetResult> {
  const declaration = await findDeclaration(db, scope, assetId);
  if (!declaration) return { ok: false, reason: 'DECLARATION_CHANGED' };
  const { current, previous } = await openAccessKeys(db, scope, assetId, now);
  if (!current.BASIC.ok) return { ok: false, reason: 'ACCESS_KEY_UNREADABLE' };
  const { productionUrl, encryptionAlgorithm, kitPublicKey } = declaration;
  return {
    ok: true,
    protocol: STORED_PROTOCOLS[declaration.protocol],
    declaration,
    target: {
      productionUrl,
      accessKey: current.BASIC.value,
      kitAccessKey: current.KIT.ok ? current.KIT.value : null,
      previousKeys: previous,
      encryptionAlgorithm,
      kitPublicKey: kitPublicKey === '' ? null : kitPublicKey,
    },
  };
}
