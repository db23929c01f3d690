import type { LongWork } from '@/lib/jobs/long-work';
import type { Restart } from './restart-record';
import { readClaimedRestart, stopSending, storeRestartEnd } from './store';

/** A restart as long work: it has ended when each of its messages is settled. */
export const RESTART_WORK: LongWork<Restart, 'ENDED'> = {
  job: 'restart-messages',
  read: ({ tx }, scope, id) => readClaimedRestart(tx, scope, id),
  returned: ({ tx }, scope, id) => stopSending(tx, scope, id),
  isCancelled: () => false,
  chooseEnd: () => 'ENDED',
  finish: ({ tx, clock }, scope, { id }) =>
    storeRestartEnd(tx, scope, id, { at: clock.now(), unfinished: 'INTERRUPTED' }),
};
