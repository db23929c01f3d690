import { authorise, authoriseOwn, type Context } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { renameViewSchema } from '../schemas';
import { requireFreeName } from './save-view';
import { findViews, lockViews, updateViewName } from './store';

/** Calls one of one's own views something else. @throws AppError VALIDATION, NOT_FOUND */
export async function renameView(context: Context, input: unknown): Promise<void> {
  const scope = authorise(context, 'asset.view');
  authoriseOwn(context);
  const { viewId, name } = parseInput(renameViewSchema, input);
  await inTransaction(async (tx) => {
    await lockViews(tx, scope);
    const views = await findViews(tx, scope);
    requireFreeName(
      views.filter(({ id }) => id !== viewId),
      name,
    );
    if (!(await updateViewName(tx, scope, { viewId, name }))) throw notFound('savedView');
  });
}
