import { authorise, authoriseOwn, type Context } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { savedViewSchema } from '../schemas';
import { removeView } from './store';

/** Forgets one of one's own views. @throws AppError NOT_FOUND */
export async function deleteView(context: Context, input: unknown): Promise<void> {
  const scope = authorise(context, 'asset.view');
  authoriseOwn(context);
  const { viewId } = parseInput(savedViewSchema, input);
  await inTransaction(async (tx) => {
    if (!(await removeView(tx, scope, viewId))) throw notFound('savedView');
  });
}
