import { authorise, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import type { FlaggedProduct } from './list-products';
import type { ProductTransition } from './product-record';
import { productFlags } from './rules/product-flags';
import { findProductTransitions, requireProduct } from './store';

/** A note is changed as often as somebody likes; the audit log has every change. */
const SHOWN_STEPS = 100;

/** A product, what is wrong with it, and the last 100 steps of its history, newest first. @throws AppError NOT_FOUND */
export async function getProduct(
  context: Context,
  productId: string,
): Promise<FlaggedProduct & { transitions: ProductTransition[] }> {
  const scope = authorise(context, 'product.view');
  const now = context.clock.now();
  const product = await requireProduct(database(), scope, productId, now);
  return {
    product,
    flags: productFlags(product, now),
    transitions: await findProductTransitions(database(), scope, product.id, SHOWN_STEPS),
  };
}
