import { authorise, type Context } from '@/lib/auth/actor';
import { type KeysetPage, keysetSchema, toKeysetPage } from '@/lib/core/keyset';
import { parseInput } from '@/lib/core/parse';
import { database } from '@/lib/db/client';
import type { FlaggedProduct } from './list-products';
import { productFlags } from './rules/product-flags';
import { findProductsAfter } from './store';

/** The organization's products from the newest to the oldest, for programs. @throws AppError VALIDATION */
export async function listProductsAfter(
  context: Context,
  input: unknown,
): Promise<KeysetPage<FlaggedProduct>> {
  const scope = authorise(context, 'product.view');
  const keyset = parseInput(keysetSchema, input);
  const now = context.clock.now();
  const { rows, next } = toKeysetPage(await findProductsAfter(database(), scope, keyset, now), keyset);
  return { rows: rows.map((product) => ({ product, flags: productFlags(product, now) })), next };
}
