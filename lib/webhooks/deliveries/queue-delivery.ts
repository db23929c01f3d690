import type { Transaction } from '@/lib/db/client';
import { addJob } from '@/lib/jobs/add-job';

/** Adds the job of a delivery; there is one at a time. */
export const queueDelivery = (tx: Transaction, deliveryId: string, runAt?: Date): Promise<void> =>
  addJob(
    tx,
    'deliver-webhook',
    { deliveryId },
    { key: `webhook:${deliveryId}`, ...(runAt === undefined ? {} : { runAt }) },
  );
