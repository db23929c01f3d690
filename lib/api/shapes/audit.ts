import { z } from 'zod';
import { id, instant } from './instant';

export const auditShape = z.object({
  id,
  sequence: z.int(),
  at: instant,
  event: z.string(),
  actorId: id.nullable(),
  actorLabel: z.string(),
  subjectType: z.string(),
  subjectId: id,
  assetId: id.nullable(),
  websiteId: id.nullable(),
  before: z.unknown(),
  after: z.unknown(),
  requestId: z.string().nullable(),
});
