import { pageReader } from '@/app/page-reader';
import { getProduct } from '@/lib/products/get-product';

/** The product with everything that its page shows. */
export const readProduct = pageReader(async (context, productId: string) => getProduct(context, productId));
