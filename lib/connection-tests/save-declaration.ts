import { lockAssetForSubmission } from '@/lib/assets/lock-asset-for-submission';
import { requireEditable } from '@/lib/assets/require-editable';
import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { conflict } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { sealAccessKey } from './access-key';
import type { Declaration } from './connection-record';
import { findDeclaration } from './find-declaration';
import {
  declarationDifference,
  type FieldDifference,
  type PlainDeclaration,
} from './rules/declaration-difference';
import { declarationSchema } from './schemas';
import { findUserName, writeDeclaration } from './store';

const UNDECLARED: PlainDeclaration = {
  protocol: 'V2',
  productKind: 'COMMON',
  billingModes: [],
  productionUrl: '',
  extensionParameters: [],
  provisioningInfo: [],
  encryptionAlgorithm: 'AES256',
};

/** Both keys as they may be shown: that there is one. */
const keyDifference = (stored: Declaration | null, sealed: string | null): FieldDifference[] =>
  sealed === null ? [] : [{ field: 'accessKey', yours: VEIL, theirs: stored?.isAccessKeySet ? VEIL : '' }];
const VEIL = '••••••••';

/**
 * Saves what an asset declares about its interfaces. Each save that changes something has to be tested again: results
 * are kept with the version that they were got with. An empty access key keeps the stored one.
 * @throws AppError CONFLICT with both values when somebody saved since `version`; PRECONDITION_FAILED when the asset is
 * under review or decided
 */
export async function saveDeclaration(context: Context, input: unknown): Promise<{ version: number }> {
  const scope = authorise(context, 'connection.edit');
  const { assetId, version, accessKey, ...declared } = parseInput(declarationSchema, input);
  const at = context.clock.now();
  const sealedAccessKey = accessKey === '' ? null : await sealAccessKey(accessKey, assetId);
  return inTransaction(async (tx) => {
    requireEditable(await lockAssetForSubmission(tx, scope, assetId));
    const stored = await findDeclaration(tx, scope, assetId);
    const difference = declarationDifference(stored ?? UNDECLARED, declared);
    if (stored && difference.length === 0 && sealedAccessKey === null) return { version: stored.version };
    if ((stored?.version ?? 0) !== version)
      throw conflict('connection.changedMeanwhile', {
        data: {
          version: stored?.version ?? 0,
          changedBy: stored && (await findUserName(tx, stored.updatedById)),
          fields: [...difference, ...keyDifference(stored, sealedAccessKey)],
        },
      });
    await writeDeclaration(tx, { ...declared, assetId, sealedAccessKey, updatedById: scope.userId, at });
    const subject = { type: 'connection' as const, id: assetId };
    const { organizationId } = scope;
    if (difference.length > 0 || !stored)
      await recordAudit(tx, context, {
        event: 'connection.declared',
        organizationId,
        subject,
        assetId,
        before: Object.fromEntries(difference.map(({ field, theirs }) => [field, theirs])),
        after: Object.fromEntries(difference.map(({ field, yours }) => [field, yours])),
      });
    if (sealedAccessKey !== null)
      await recordAudit(tx, context, { event: 'connection.accessKeySet', organizationId, subject, assetId });
    return { version: version + 1 };
  });
}
