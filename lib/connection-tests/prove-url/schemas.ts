import { z } from 'zod';

export const checkUrlSchema = z.object({ assetId: z.uuid() });
