import type { PlatformScope, TxContext } from '@/lib/auth/actor';
import { addLongJob } from './add-long-job';
import type { Lease, LongWork } from './long-work';
import { returnLease } from './store';

/** Puts work back to the queue, for another worker to go on with. @param isLost only then it counts as an attempt */
export async function returnLongWork<Work, End>(
  context: TxContext,
  scope: PlatformScope,
  kind: LongWork<Work, End>,
  { isLost, ...lease }: Lease & { isLost: boolean },
): Promise<void> {
  await returnLease(context.tx, scope, lease, isLost);
  await kind.returned?.(context, scope, lease.id);
  await addLongJob(context.tx, kind.job, lease.id);
}
