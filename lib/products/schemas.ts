import { z } from 'zod';
import { cleanName } from '@/lib/core/clean-name';
import { PRODUCT_NAME_LENGTH, PRODUCT_NOTE_LENGTH } from '@/lib/core/policy';
import { storedInteger } from '@/lib/core/stored-values';

/** The first is what KooGallery selects unless the seller chooses otherwise (SaaS Access Guide, FAQ 12). */
export const ENCRYPTION_CHOICES = ['AES256', 'AES128'] as const;
export type EncryptionChoice = (typeof ENCRYPTION_CHOICES)[number];

const note = z
  .string()
  .transform((text) => text.replace(/\r\n?/g, '\n').trim())
  .pipe(z.string().max(PRODUCT_NOTE_LENGTH));

export const releaseFields = z.object({
  assetId: z.uuid(),
  name: z.string().transform(cleanName).pipe(z.string().min(1).max(PRODUCT_NAME_LENGTH)),
  note,
  isAuthorizationRequired: z.boolean(),
  encryptionAlgorithm: z.enum(ENCRYPTION_CHOICES).default(ENCRYPTION_CHOICES[0]),
});
// Without the authorization, the release page of KooGallery does not show an algorithm.
export const releaseProductSchema = releaseFields.transform(
  ({ isAuthorizationRequired, encryptionAlgorithm, ...rest }) => ({
    ...rest,
    encryptionAlgorithm: isAuthorizationRequired ? encryptionAlgorithm : null,
  }),
);
export type Release = z.output<typeof releaseProductSchema>;

export const editProductNoteSchema = z.object({
  productId: z.uuid(),
  /** The version that the editor saw. */
  version: storedInteger(1),
  note,
});

/** `FLAGGED`: on sale, and somebody has to act. */
export const PRODUCT_STATES = ['RELEASED', 'FLAGGED', 'WITHDRAWN'] as const;
export const PRODUCT_SORTS = ['released', 'name', 'asset'] as const;

/** What the list's URL asks for; anything else in it counts as not asked. */
export const productFilterSchema = z.object({
  q: z.string().transform(cleanName).pipe(z.string().max(200)).catch(''),
  state: z.enum(PRODUCT_STATES).nullable().catch(null),
  sort: z.enum(PRODUCT_SORTS).catch('released'),
  direction: z.enum(['asc', 'desc']).nullable().catch(null),
});
export type ProductFilter = z.infer<typeof productFilterSchema>;
