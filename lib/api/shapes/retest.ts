import { z } from 'zod';
import { CONFIDENCES } from '@/lib/findings/rules/finding';
import { id, instant, values } from './instant';
import { evidenceShape } from './scan';

/** One that is not over. */
export const openRetest = z.object({ id, status: z.string(), findingIds: z.array(id).readonly() });

export const retestShape = z.object({
  findingId: id,
  state: z.string(),
  reason: z.object({ code: z.string(), values }).nullable(),
  confidence: z.enum(CONFIDENCES).nullable(),
  evidence: evidenceShape.nullable(),
  at: instant,
});
