import { z } from 'zod';

const id = z.uuid();

export const importOpinionSchema = z.object({
  websiteId: id,
  bytes: z.instanceof(Uint8Array),
  fileName: z.string(),
});
export const deleteOpinionSchema = z.object({ websiteId: id, opinionId: id });
export const getOpinionSchema = z.object({ websiteId: id, opinionId: id, page: z.unknown().optional() });
