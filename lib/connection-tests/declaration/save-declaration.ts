import { lockAsset, touchAsset } from '@/lib/assets/for-other-rooms';
import { requireEditable } from '@/lib/assets/require-editable';
import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { editConflict } from '@/lib/core/edit-conflict';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { inTransaction, type Transaction } from '@/lib/db/client';
import { findUserNames } from '@/lib/people/for-other-rooms';
import { openAccessKeys } from '../keys/access-keys';
import { keyDifferences, type NewKey, planKeys } from '../keys/plan-keys';
import { deleteEndedKeys, replaceKey } from '../keys/store';
import { declarationDifference, type PlainDeclaration } from '../rules/declaration-difference';
import { declaredProblems } from '../rules/declared-problems';
import { NO_KEYS, overlapEnd } from '../rules/key-rotation';
import { declarationSchema } from '../schemas';
import { writeDeclaration } from '../store';
import { findDeclaration } from './find-declaration';

const UNDECLARED: PlainDeclaration = {
  protocol: 'V2',
  productKind: 'COMMON',
  billingModes: [],
  productionUrl: '',
  extensionParameters: [],
  provisioningInfo: [],
  encryptionAlgorithm: 'AES256',
  kitPublicKey: '',
};

/**
 * Saves what an asset declares about its interfaces. Each save that changes something has to be tested again: results
 * are kept with the version that they were got with. An empty access key keeps the stored one; a new one replaces it,
 * and the one before is recognised until `keyOverlapHours` are over.
 * @throws AppError CONFLICT with both values when somebody saved since `version`; PRECONDITION_FAILED when the asset is
 * under review or decided
 */
export async function saveDeclaration(context: Context, input: unknown): Promise<{ version: number }> {
  const scope = authorise(context, 'connection.edit');
  const { organizationId, userId } = scope;
  const { assetId, version, accessKey, kitAccessKey, keyOverlapHours, ...declared } = parseInput(
    declarationSchema,
    input,
    declaredProblems,
  );
  const at = context.clock.now();
  return inTransaction(async (tx) => {
    requireEditable(await lockAsset(tx, scope, assetId));
    const stored = await findDeclaration(tx, scope, assetId);
    const difference = declarationDifference(stored ?? UNDECLARED, declared);
    const opened = await openAccessKeys(tx, scope, assetId, at);
    const keys = await planKeys(assetId, { BASIC: accessKey, KIT: kitAccessKey }, opened);
    if (stored && difference.length === 0 && keys.length === 0) return { version: stored.version };
    if ((stored?.version ?? 0) !== version)
      throw editConflict('connection.changedMeanwhile', {
        version: stored?.version ?? 0,
        changedBy:
          stored && ((await findUserNames(tx, scope, [stored.updatedById])).get(stored.updatedById) ?? null),
        fields: [...difference, ...keyDifferences(stored?.accessKeys ?? NO_KEYS, keys)],
      });
    await writeDeclaration(tx, { ...declared, assetId, updatedById: userId, at });
    await touchAsset(tx, assetId, at);
    if (difference.length > 0 || !stored)
      await recordAudit(tx, context, {
        event: 'connection.declared',
        organizationId,
        subject: { type: 'connection', id: assetId },
        assetId,
        before: Object.fromEntries(difference.map(({ field, theirs }) => [field, theirs])),
        after: Object.fromEntries(difference.map(({ field, yours }) => [field, yours])),
      });
    for (const key of keys) await setKey(tx, context, { ...key, assetId, keyOverlapHours });
    await deleteEndedKeys(tx, assetId, at);
    return { version: version + 1 };
  });
}

/** Replaces one key, and says so without it. */
async function setKey(
  tx: Transaction,
  context: Context,
  key: NewKey & { assetId: string; keyOverlapHours: number },
): Promise<void> {
  const { organizationId, userId } = authorise(context, 'connection.edit');
  const { assetId, interfaceType, sealed, keyOverlapHours } = key;
  const at = context.clock.now();
  const overlapUntil = overlapEnd(at, keyOverlapHours);
  const { isReplaced } = await replaceKey(tx, {
    id: newId(at.getTime()),
    ...{ assetId, interfaceType, sealed, setById: userId, at, overlapUntil },
  });
  await recordAudit(tx, context, {
    event: 'connection.accessKeySet',
    organizationId,
    subject: { type: 'connection', id: assetId },
    assetId,
    after: { interfaceType, ...(isReplaced ? { previousUsableUntil: overlapUntil } : {}) },
  });
}
