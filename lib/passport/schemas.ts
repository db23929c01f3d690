import { z } from 'zod';

export const passportOfSchema = z.object({ submissionId: z.uuid() });

export const downloadPassportSchema = z.object({
  submissionId: z.uuid(),
  version: z.coerce.number().int().positive(),
});
