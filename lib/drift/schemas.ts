import { z } from 'zod';
import { storedInteger } from '@/lib/core/stored-values';

export const acceptDriftSchema = z.object({
  watchId: z.uuid(),
  /** The version that the editor saw. */
  version: storedInteger(1),
});
