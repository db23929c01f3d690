import { authorise, type Context } from '@/lib/auth/actor';
import { type Page, type PageRequest, pageRequest, toPage } from '@/lib/core/pages';
import { database } from '@/lib/db/client';
import type { ProductRecord } from './product-record';
import { type ProductFlag, productFlags } from './rules/product-flags';
import { productFilterSchema } from './schemas';
import { findProductPage } from './store';

export type FlaggedProduct = { product: ProductRecord; flags: ProductFlag[] };

/** One page of the organization's products, each with what is wrong with it. @param query what the URL says */
export async function listProducts(
  context: Context,
  query: Record<string, unknown>,
): Promise<Page<FlaggedProduct>> {
  const scope = authorise(context, 'product.view');
  const now = context.clock.now();
  const filter = productFilterSchema.parse({
    q: '',
    state: null,
    sort: 'released',
    direction: null,
    ...query,
  });
  const search = (page: PageRequest) => findProductPage(database(), scope, filter, { page, now });
  let page = pageRequest(query.page, query.size);
  let found = await search(page);
  // An address of a page that is gone shows the last one there is.
  if (found.rows.length === 0 && page.page > 1) {
    page = { ...page, page: Math.max(1, Math.ceil(found.total / page.size)) };
    found = await search(page);
  }
  const rows = found.rows.map((product) => ({ product, flags: productFlags(product, now) }));
  return toPage(rows, found.total, page);
}
