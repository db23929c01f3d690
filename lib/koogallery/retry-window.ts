import { HOUR_MS } from '@/lib/core/clock';
import { CHANGE_RETRY_HOURS, ORDER_RETRY_HOURS } from '@/lib/core/policy';

/**
 * How long KooGallery calls again what failed, and what comes then: the order is unsubscribed by itself, or the seller
 * has to press Restart Debugging in Service Interface Messages.
 */
export type RetryWindow = { hours: number; windowMs: number; consequence: 'unsubscribe' | 'restart' };

const after = (hours: number, consequence: RetryWindow['consequence']): RetryWindow => ({
  hours,
  windowMs: hours * HOUR_MS,
  consequence,
});

const ORDER = after(ORDER_RETRY_HOURS, 'unsubscribe');
const CHANGE = after(CHANGE_RETRY_HOURS, 'restart');

/** Of both protocols (SaaS Access Guide, retries; protocol page §1). That the kit is not repeated is [inferred]. */
const WINDOWS: Readonly<Record<string, RetryWindow>> = {
  newInstance: ORDER,
  upgradeInstance: ORDER,
  upgrade: ORDER,
  refreshInstance: CHANGE,
  updateInstanceStatus: CHANGE,
  instanceStatus: CHANGE,
  expireInstance: CHANGE,
  releaseInstance: CHANGE,
};

/** Null for an activity that KooGallery does not repeat: a query is simply sent again. */
export const retryWindow = (activity: string): RetryWindow | null =>
  Object.hasOwn(WINDOWS, activity) ? (WINDOWS[activity] ?? null) : null;
