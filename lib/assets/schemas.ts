import { z } from 'zod';
import { cleanName } from '@/lib/core/clean-name';
import { ASSET_DESCRIPTION_LENGTH, ASSET_NAME_LENGTH } from '@/lib/core/policy';
import { SUBMISSION_STATUSES } from '@/lib/lifecycle/rules/status';

const name = z.string().transform(cleanName).pipe(z.string().min(1).max(ASSET_NAME_LENGTH));

export const createAssetSchema = z.object({ category: z.literal('SAAS'), name });

export const saveAssetDetailsSchema = z.object({
  assetId: z.uuid(),
  /** The version that the editor saw. */
  version: z.coerce.number().int().positive(),
  name,
  description: z.string().trim().max(ASSET_DESCRIPTION_LENGTH),
});

export const assetWebsiteSchema = z.object({ assetId: z.uuid(), websiteId: z.uuid() });

export const ASSET_SORTS = ['updated', 'name', 'status'] as const;

/** What the list's URL asks for; anything else in it counts as not asked. */
export const assetFilterSchema = z.object({
  q: z.string().transform(cleanName).pipe(z.string().max(200)).catch(''),
  status: z.enum(SUBMISSION_STATUSES).nullable().catch(null),
  website: z.uuid().nullable().catch(null),
  sort: z.enum(ASSET_SORTS).catch('updated'),
  direction: z.enum(['asc', 'desc']).nullable().catch(null),
});
export type AssetFilter = z.infer<typeof assetFilterSchema>;
