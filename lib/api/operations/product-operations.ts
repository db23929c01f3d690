import { z } from 'zod';
import { preconditionFailed } from '@/lib/core/errors';
import { editProductNote } from '@/lib/products/edit-product-note';
import { getProduct } from '@/lib/products/get-product';
import type { FlaggedProduct } from '@/lib/products/list-products';
import { listProductsAfter } from '@/lib/products/list-products-after';
import { releaseProduct } from '@/lib/products/release-product';
import { editProductNoteSchema, releaseFields } from '@/lib/products/schemas';
import { withdrawProduct } from '@/lib/products/withdraw-product';
import { type Operation, toOperation } from '../operation';
import { listQuery, toKeyset, toList, toListShape } from '../rules/lists';
import { productShape } from '../shapes/product';

const toProduct = ({ product, flags }: FlaggedProduct) => ({ ...product, flags });

export const PRODUCT_OPERATIONS: readonly Operation[] = [
  toOperation({
    id: 'listProducts',
    group: 'products',
    method: 'GET',
    path: '/products',
    scope: 'READ',
    query: listQuery,
    answer: toListShape(productShape),
    run: async (context, { query }) => {
      const { rows, next } = await listProductsAfter(context, toKeyset(query));
      return toList({ rows: rows.map(toProduct), next });
    },
  }),
  toOperation({
    id: 'releaseProduct',
    group: 'products',
    method: 'POST',
    path: '/assets/{assetId}/products',
    scope: 'RELEASE',
    body: z.strictObject(releaseFields.omit({ assetId: true }).shape),
    example: { name: 'Ledger', note: '', isAuthorizationRequired: false },
    status: 201,
    location: '/products/',
    answer: productShape,
    run: async (context, { params, body }) => {
      const result = await releaseProduct(context, { ...params, ...body });
      if (!result.ok) throw preconditionFailed('api.notReleasable', { data: { blockers: result.blockers } });
      return toProduct(await getProduct(context, result.productId));
    },
  }),
  toOperation({
    id: 'getProduct',
    group: 'products',
    method: 'GET',
    path: '/products/{productId}',
    scope: 'READ',
    answer: productShape,
    run: async (context, { params }) => toProduct(await getProduct(context, params.productId)),
  }),
  toOperation({
    id: 'editProductNote',
    group: 'products',
    method: 'PATCH',
    path: '/products/{productId}',
    scope: 'RELEASE',
    body: z.strictObject(editProductNoteSchema.omit({ productId: true }).shape),
    example: { version: 1, note: 'Includes the mobile app' },
    answer: productShape,
    isVersioned: true,
    run: async (context, { params, body }) => {
      await editProductNote(context, { ...params, ...body });
      return toProduct(await getProduct(context, params.productId));
    },
  }),
  toOperation({
    id: 'withdrawProduct',
    group: 'products',
    method: 'POST',
    path: '/products/{productId}/withdraw',
    scope: 'RELEASE',
    answer: productShape,
    run: async (context, { params }) => {
      await withdrawProduct(context, params.productId);
      return toProduct(await getProduct(context, params.productId));
    },
  }),
];
