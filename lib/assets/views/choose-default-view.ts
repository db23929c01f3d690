import { authorise, authoriseOwn, type Context } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { chooseDefaultViewSchema } from '../schemas';
import { lockViews, moveDefault } from './store';

/** Chooses the view with which the list opens, or that it opens without any. @throws AppError NOT_FOUND */
export async function chooseDefaultView(context: Context, input: unknown): Promise<void> {
  const scope = authorise(context, 'asset.view');
  authoriseOwn(context);
  const { viewId } = parseInput(chooseDefaultViewSchema, input);
  await inTransaction(async (tx) => {
    await lockViews(tx, scope);
    if (!(await moveDefault(tx, scope, viewId))) throw notFound('savedView');
  });
}
