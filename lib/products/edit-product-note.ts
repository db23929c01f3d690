import { authorise, type Context } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { differingFields, editConflict } from '@/lib/core/edit-conflict';
import { parseInput } from '@/lib/core/parse';
import { recordStep } from './record-step';
import { productStatus } from './rules/lifecycle';
import { editProductNoteSchema } from './schemas';
import { findProductTransitions, lockProduct, updateProduct } from './store';
import { takeStep } from './take-step';

/**
 * Changes the specification note of a product on sale. What was released stays as it is.
 * @param input `{ productId, version, note }`
 * @throws AppError NOT_FOUND; CONFLICT with both notes when somebody saved since `version`, or when it is withdrawn
 */
export async function editProductNote(context: Context, input: unknown): Promise<{ version: number }> {
  const scope = authorise(context, 'product.release');
  const { productId, version, note } = parseInput(editProductNoteSchema, input);
  return transact(context, async (inner) => {
    const { tx } = inner;
    const product = await lockProduct(tx, scope, productId, context.clock.now());
    const step = takeStep(productStatus(product), 'edit');
    if (product.version !== version) {
      const [last] = await findProductTransitions(tx, scope, productId, 1);
      throw editConflict('products.changedMeanwhile', {
        version: product.version,
        changedBy: last?.actorLabel ?? null,
        fields: differingFields(['note'], { yours: { note }, theirs: { note: product.note } }),
      });
    }
    if (product.note === note) return { version };
    await updateProduct(tx, scope, productId, { note });
    await recordStep(inner, product, step, { before: { note: product.note }, after: { note } });
    return { version: version + 1 };
  });
}
