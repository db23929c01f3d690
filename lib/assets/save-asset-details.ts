import { getAssetTimeline } from '@/lib/audit/get-asset-timeline';
import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { differingFields, editConflict } from '@/lib/core/edit-conflict';
import { parseInput } from '@/lib/core/parse';
import { inTransaction, isUniqueViolation } from '@/lib/db/client';
import { nameTaken } from './create-asset';
import { requireEditable } from './require-editable';
import { saveAssetDetailsSchema } from './schemas';
import { lockAsset, updateDetails } from './store';

/**
 * Saves name and description of a draft.
 * @throws AppError CONFLICT with both values of each field that differs when somebody saved since `version`;
 * PRECONDITION_FAILED when the asset is under review or decided
 */
export async function saveAssetDetails(
  context: Context,
  input: unknown,
): Promise<{ version: number; savedAt: Date }> {
  const scope = authorise(context, 'asset.edit');
  const change = parseInput(saveAssetDetailsSchema, input);
  const at = context.clock.now();
  try {
    return await inTransaction(async (tx) => {
      const asset = await lockAsset(tx, scope, change.assetId);
      requireEditable(asset);
      const before = { name: asset.name, description: asset.description };
      const after = { name: change.name, description: change.description };
      if (asset.version !== change.version)
        throw editConflict('assets.changedMeanwhile', {
          version: asset.version,
          changedBy: await lastEditor(context, asset.id),
          fields: differingFields(['name', 'description'], { yours: after, theirs: before }),
        });
      if (before.name === after.name && before.description === after.description)
        return { version: asset.version, savedAt: asset.updatedAt };
      await updateDetails(tx, scope, { ...change, at });
      await recordAudit(tx, context, {
        event: 'asset.updated',
        organizationId: scope.organizationId,
        subject: { type: 'asset', id: asset.id },
        before,
        after,
      });
      return { version: asset.version + 1, savedAt: at };
    });
  } catch (error) {
    throw isUniqueViolation(error, 'Asset_name_once_per_organization') ? nameTaken(change.name) : error;
  }
}

/** Who saved the details last, as the audit names them. */
async function lastEditor(context: Context, assetId: string): Promise<string | null> {
  const timeline = await getAssetTimeline(context, assetId);
  return timeline.find(({ event }) => event === 'asset.updated')?.actorLabel ?? null;
}
