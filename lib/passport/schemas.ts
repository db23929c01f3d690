import { z } from 'zod';
import { storedInteger } from '@/lib/core/stored-values';

export const passportOfSchema = z.object({ submissionId: z.uuid() });

export const downloadPassportSchema = z.object({
  submissionId: z.uuid(),
  version: storedInteger(1),
});
