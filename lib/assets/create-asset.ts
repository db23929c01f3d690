import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { AppError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { inTransaction, isUniqueViolation } from '@/lib/db/client';
import { createAssetSchema } from './schemas';
import { insertAsset } from './store';

/** Another live asset of the organization has this name (in whichever case). */
export const nameTaken = (name: string) =>
  new AppError('VALIDATION', {
    message: 'validation',
    fields: [{ field: 'name', message: 'assets.nameTaken', values: { name } }],
  });

/**
 * Adds an asset as a draft.
 * @throws AppError VALIDATION when another asset of the organization has this name
 */
export async function createAsset(context: Context, input: unknown): Promise<{ id: string }> {
  const scope = authorise(context, 'asset.create');
  const { category, name } = parseInput(createAssetSchema, input);
  const at = context.clock.now();
  const id = newId(at.getTime());
  try {
    await inTransaction(async (tx) => {
      await insertAsset(tx, scope, { id, category, name, createdById: scope.userId, at });
      await recordAudit(tx, context, {
        event: 'asset.created',
        organizationId: scope.organizationId,
        subject: { type: 'asset', id },
        after: { category, name },
      });
    });
  } catch (error) {
    throw isUniqueViolation(error, 'Asset_name_once_per_organization') ? nameTaken(name) : error;
  }
  return { id };
}
