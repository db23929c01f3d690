import { z } from 'zod';
import { RESCAN_DAYS_BEFORE } from '@/lib/scans/rules/rescan-window';
import { id, instant } from './instant';

export const rescansShape = z.object({
  websiteId: id,
  /** Null: there are no automatic scans. */
  daysBefore: z.literal(RESCAN_DAYS_BEFORE).nullable(),
  hour: z.int().nullable(),
  zone: z.string().nullable(),
  nextAt: instant.nullable(),
});

export const driftShape = z.object({
  id,
  websiteId: id.nullable(),
  assetId: id.nullable(),
  name: z.string(),
  version: z.int(),
  approvedAt: instant,
  snapshotAt: instant.nullable(),
  lookedAt: instant.nullable(),
  nextLookAt: instant.nullable(),
  differences: z.array(
    z.object({ id, thing: z.string(), before: z.string(), after: z.string(), foundAt: instant }),
  ),
});
