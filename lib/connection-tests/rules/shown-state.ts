import type { CaseState } from './case-state';

/** A case as the matrix shows it: its last result, or where it stands in the run that is under way. */
export type ShownState = CaseState | 'WAITING' | 'RUNNING';

type Run = {
  status: 'QUEUED' | 'RUNNING' | 'FINISHED' | 'CANCELLED';
  items: readonly { activity: string; state: 'WAITING' | 'PASSED' | 'FAILED' | 'NOT_RUN' }[];
};

/** Whether a run still has something to do. */
export const isUnderWay = (run: Pick<Run, 'status'> | null): boolean =>
  run?.status === 'QUEUED' || run?.status === 'RUNNING';

/** Cases are run one after another: the first that waits in a running run is the one being called. */
export function shownState(activity: string, state: CaseState, run: Run | null): ShownState {
  if (!run || !isUnderWay(run)) return state;
  const item = run.items.find((one) => one.activity === activity);
  if (item?.state !== 'WAITING') return state;
  const isNext = run.items.find((one) => one.state === 'WAITING') === item;
  return run.status === 'RUNNING' && isNext ? 'RUNNING' : 'WAITING';
}
