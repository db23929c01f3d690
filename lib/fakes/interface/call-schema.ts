import { z } from 'zod';

const MAX_QUERIED_IDS = 100;

const text = (max: number) => z.string().min(1).max(max);
const common = { testFlag: z.string().max(2).optional() };
const instanceId = text(64);

/** Comma-separated on the wire, a list inside. */
const instanceIds = z
  .string()
  .transform((ids) => ids.split(',').map((id) => id.trim()))
  .pipe(z.array(text(100)).min(1).max(MAX_QUERIED_IDS));

/**
 * The V2.0 basic activities with the lengths of koogallery-protocol §2.1. Unknown extra fields are accepted: KooGallery
 * adds some from time to time.
 */
export const callSchema = z.discriminatedUnion('activity', [
  z.looseObject({
    ...common,
    activity: z.literal('newInstance'),
    orderId: text(64),
    orderLineId: text(64),
    businessId: text(64),
  }),
  z.looseObject({ ...common, activity: z.literal('queryInstance'), instanceId: instanceIds }),
  z.looseObject({
    ...common,
    activity: z.literal('refreshInstance'),
    scene: z.enum(['TRIAL_TO_FORMAL', 'RENEWAL', 'UNSUBSCRIBE_RENEWAL_PERIOD', 'RENEWAL_CHANGE']),
    orderId: text(64),
    orderLineId: text(64),
    instanceId,
    productId: z.string().max(64).optional(),
    // 14 digits by the table, 17 in one of its examples: both are accepted.
    expireTime: z.string().regex(/^\d{14}(\d{3})?$/),
  }),
  z.looseObject({
    ...common,
    activity: z.literal('updateInstanceStatus'),
    instanceId,
    status: z.enum(['FREEZE', 'UNFREEZE']),
  }),
  z.looseObject({
    ...common,
    activity: z.literal('releaseInstance'),
    instanceId,
    orderId: z.string().max(64).optional(),
    orderLineId: z.string().max(64).optional(),
  }),
]);

export type Call = z.infer<typeof callSchema>;
