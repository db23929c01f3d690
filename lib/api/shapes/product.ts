import { z } from 'zod';
import { PRODUCT_FLAGS } from '@/lib/products/rules/product-flags';
import { ENCRYPTION_CHOICES } from '@/lib/products/schemas';
import { id, instant, values } from './instant';

export const productShape = z.object({
  id,
  assetId: id,
  submissionId: id,
  name: z.string(),
  note: z.string(),
  encryptionAlgorithm: z.enum(ENCRYPTION_CHOICES).nullable(),
  productionUrl: z.string(),
  releasedAt: instant,
  withdrawnAt: instant.nullable(),
  version: z.int(),
  flags: z.array(
    z.object({ code: z.enum(PRODUCT_FLAGS), subject: z.string(), isPressing: z.boolean(), values }),
  ),
});
