import { z } from 'zod';
import { instant } from './instant';

export const passportShape = z.object({
  version: z.int(),
  event: z.string(),
  at: instant,
  size: z.int(),
  sha256: z.string(),
  keyFingerprint: z.string(),
});
