import { z } from 'zod';
import { cleanName } from '@/lib/core/clean-name';
import { ASSET_DESCRIPTION_LENGTH, ASSET_NAME_LENGTH, SAVED_VIEW_NAME_LENGTH } from '@/lib/core/policy';
import { storedInteger } from '@/lib/core/stored-values';
import { SUBMISSION_STATUSES } from '@/lib/lifecycle/rules/status';

const name = z.string().transform(cleanName).pipe(z.string().min(1).max(ASSET_NAME_LENGTH));

export const createAssetSchema = z.object({ category: z.literal('SAAS'), name });

export const saveAssetDetailsSchema = z.object({
  assetId: z.uuid(),
  /** The version that the editor saw. */
  version: storedInteger(1),
  name,
  description: z.string().trim().max(ASSET_DESCRIPTION_LENGTH),
});

export const assetWebsiteSchema = z.object({ assetId: z.uuid(), websiteId: z.uuid() });

export const ASSET_SORTS = ['updated', 'name', 'status'] as const;

/** How long the scans of an asset's websites count: one has ended, one ends soon, or a website has none that counts. */
export const EXPIRY_FILTERS = ['EXPIRED', 'ENDING', 'NOT_VALID'] as const;
export type ExpiryFilter = (typeof EXPIRY_FILTERS)[number];

/** What the required cases of an asset's interfaces come to. */
export const INTERFACE_STATES = ['PASSED', 'FAILED', 'NOT_RUN'] as const;
export type InterfaceState = (typeof INTERFACE_STATES)[number];

/** What the list's URL asks for; anything else in it counts as not asked. */
export const assetFilterSchema = z.object({
  q: z.string().transform(cleanName).pipe(z.string().max(200)).catch(''),
  status: z.enum(SUBMISSION_STATUSES).nullable().catch(null),
  website: z.uuid().nullable().catch(null),
  expiry: z.enum(EXPIRY_FILTERS).nullable().catch(null),
  interfaces: z.enum(INTERFACE_STATES).nullable().catch(null),
  sort: z.enum(ASSET_SORTS).catch('updated'),
  direction: z.enum(['asc', 'desc']).nullable().catch(null),
});
export type AssetFilter = z.infer<typeof assetFilterSchema>;
/** @param now when the scans are judged */
export type AssetSearch = AssetFilter & { now: Date };

export const assetExportSchema = assetFilterSchema.extend({ format: z.enum(['csv', 'xlsx']) });

/** Nothing is asked. */
export const WHOLE_LIST = {
  q: '',
  status: null,
  website: null,
  expiry: null,
  interfaces: null,
  sort: 'updated',
  direction: null,
} as const satisfies AssetFilter;

const viewName = z
  .string('field.required')
  .transform(cleanName)
  .pipe(z.string().min(1, 'field.required').max(SAVED_VIEW_NAME_LENGTH));

export const saveViewSchema = assetFilterSchema.extend({
  name: viewName,
  isDefault: z.stringbool().default(false),
});
export const savedViewSchema = z.object({ viewId: z.uuid() });
export const renameViewSchema = savedViewSchema.extend({ name: viewName });
/** '': none. */
export const chooseDefaultViewSchema = z.object({
  viewId: z.uuid().or(z.literal('').transform(() => null)),
});
