import { z } from 'zod';
import { addWebsiteToAsset } from '@/lib/assets/add-website-to-asset';
import { attachWebsite } from '@/lib/assets/attach-website';
import { createAsset } from '@/lib/assets/create-asset';
import { deleteAsset } from '@/lib/assets/delete-asset';
import { detachWebsite } from '@/lib/assets/detach-website';
import { getAsset } from '@/lib/assets/get-asset';
import { listAssetsAfter } from '@/lib/assets/list-assets-after';
import { saveAssetDetails } from '@/lib/assets/save-asset-details';
import { createAssetSchema, saveAssetDetailsSchema } from '@/lib/assets/schemas';
import { getReadiness } from '@/lib/submissions/get-readiness';
import { modifyAsset } from '@/lib/submissions/modify-asset';
import { addWebsiteSchema } from '@/lib/websites/schemas';
import { type Operation, toOperation } from '../operation';
import { listQuery, toKeyset, toList, toListShape } from '../rules/lists';
import { assetShape, readinessShape } from '../shapes/asset';
import { id } from '../shapes/instant';

export const ASSET_OPERATIONS: readonly Operation[] = [
  toOperation({
    id: 'listAssets',
    group: 'assets',
    method: 'GET',
    path: '/assets',
    scope: 'READ',
    query: listQuery,
    answer: toListShape(assetShape),
    run: async (context, { query }) => toList(await listAssetsAfter(context, toKeyset(query))),
  }),
  toOperation({
    id: 'createAsset',
    group: 'assets',
    method: 'POST',
    path: '/assets',
    scope: 'WRITE',
    body: z.strictObject(createAssetSchema.shape),
    example: { category: 'SAAS', name: 'Ledger' },
    status: 201,
    location: '/assets/',
    answer: assetShape,
    run: async (context, { body }) => getAsset(context, (await createAsset(context, body)).id),
  }),
  toOperation({
    id: 'getAsset',
    group: 'assets',
    method: 'GET',
    path: '/assets/{assetId}',
    scope: 'READ',
    answer: assetShape,
    run: (context, { params }) => getAsset(context, params.assetId),
  }),
  toOperation({
    id: 'updateAsset',
    group: 'assets',
    method: 'PATCH',
    path: '/assets/{assetId}',
    scope: 'WRITE',
    body: z
      .strictObject(saveAssetDetailsSchema.omit({ assetId: true }).partial().shape)
      .required({ version: true }),
    example: { version: 1, description: 'Bookkeeping for small shops' },
    answer: assetShape,
    isVersioned: true,
    run: async (context, { params, body }) => {
      const { name, description } = await getAsset(context, params.assetId);
      await saveAssetDetails(context, { name, description, ...body, ...params });
      return getAsset(context, params.assetId);
    },
  }),
  toOperation({
    id: 'deleteAsset',
    group: 'assets',
    method: 'DELETE',
    path: '/assets/{assetId}',
    scope: 'WRITE',
    run: (context, { params }) => deleteAsset(context, params.assetId),
  }),
  toOperation({
    id: 'getReadiness',
    group: 'assets',
    method: 'GET',
    path: '/assets/{assetId}/readiness',
    scope: 'READ',
    answer: readinessShape,
    run: async (context, { params }) => ({
      ...params,
      ...(await getReadiness(context, params.assetId)).readiness,
    }),
  }),
  toOperation({
    id: 'modifyAsset',
    group: 'assets',
    method: 'POST',
    path: '/assets/{assetId}/modify',
    scope: 'WRITE',
    answer: assetShape,
    run: async (context, { params }) => {
      await modifyAsset(context, params.assetId);
      return getAsset(context, params.assetId);
    },
  }),
  toOperation({
    id: 'addAssetWebsite',
    group: 'assets',
    method: 'POST',
    path: '/assets/{assetId}/websites',
    scope: 'WRITE',
    body: z.union([z.strictObject({ websiteId: id }), z.strictObject(addWebsiteSchema.shape)]),
    example: { address: 'https://shop.example.com' },
    answer: assetShape,
    run: async (context, { params, body }) => {
      if ('websiteId' in body) await attachWebsite(context, { ...params, ...body });
      else await addWebsiteToAsset(context, { ...params, ...body });
      return getAsset(context, params.assetId);
    },
  }),
  toOperation({
    id: 'removeAssetWebsite',
    group: 'assets',
    method: 'DELETE',
    path: '/assets/{assetId}/websites/{websiteId}',
    scope: 'WRITE',
    run: (context, { params }) => detachWebsite(context, params),
  }),
];
