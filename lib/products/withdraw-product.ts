import { authorise, type Context } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { clearFlags } from './flags-store';
import { recordStep } from './record-step';
import { productStatus } from './rules/lifecycle';
import { lockProduct, updateProduct } from './store';
import { takeStep } from './take-step';

/** Takes a product off sale for good; doing it twice is doing it once. @throws AppError NOT_FOUND */
export async function withdrawProduct(context: Context, productId: string): Promise<void> {
  const scope = authorise(context, 'product.release');
  await transact(context, async (inner) => {
    const { tx } = inner;
    const at = context.clock.now();
    const product = await lockProduct(tx, scope, productId, at);
    if (product.withdrawnAt !== null) return;
    const step = takeStep(productStatus(product), 'withdraw');
    await updateProduct(tx, scope, productId, { withdrawnAt: at });
    // Nobody is told that a flag is gone because the product is.
    await clearFlags(tx, scope, { productId, at });
    await recordStep(inner, product, step, { before: { name: product.name } });
  });
}
