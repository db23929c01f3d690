import { authorise, authoriseOwn, type Context } from '@/lib/auth/actor';
import { AppError, limitExceeded } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { SAVED_VIEWS_MAXIMUM } from '@/lib/core/policy';
import { inTransaction } from '@/lib/db/client';
import { saveViewSchema, WHOLE_LIST } from '../schemas';
import { findViews, insertView, lockViews, moveDefault, type SavedView } from './store';

const isNamed = (name: string) => (view: SavedView) => view.name.toLowerCase() === name.toLowerCase();

/** Refuses a name that another view of the member has, in whichever case. */
export function requireFreeName(views: readonly SavedView[], name: string): void {
  if (!views.some(isNamed(name))) return;
  throw new AppError('VALIDATION', {
    message: 'validation',
    fields: [{ field: 'name', message: 'assets.viewNameTaken', values: { name } }],
  });
}

/**
 * Keeps filters and order of the asset list under a name, for oneself.
 * @throws AppError VALIDATION also for a name that one has already; LIMIT_EXCEEDED
 */
export async function saveView(context: Context, input: unknown): Promise<{ viewId: string }> {
  const scope = authorise(context, 'asset.view');
  authoriseOwn(context);
  const { name, isDefault, ...query } = parseInput(saveViewSchema, { ...WHOLE_LIST, ...Object(input) });
  const createdAt = context.clock.now();
  const id = newId(createdAt.getTime());
  await inTransaction(async (tx) => {
    await lockViews(tx, scope);
    const views = await findViews(tx, scope);
    requireFreeName(views, name);
    if (views.length >= SAVED_VIEWS_MAXIMUM)
      throw limitExceeded('assets.tooManyViews', { values: { maximum: SAVED_VIEWS_MAXIMUM } });
    await insertView(tx, scope, { id, name, query, isDefault: false, createdAt });
    if (isDefault) await moveDefault(tx, scope, id);
  });
  return { viewId: id };
}
