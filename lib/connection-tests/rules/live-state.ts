import type { CaseState } from './case-state';
import type { RunItem } from './run-item';

/** A case as the matrix shows it: its last result, or where it is in the run that is under way. */
export type LiveState = CaseState | 'WAITING' | 'RUNNING';

type Run = {
  status: 'QUEUED' | 'RUNNING' | 'FINISHED' | 'CANCELLED';
  items: readonly Pick<RunItem, 'section' | 'activity' | 'caseName' | 'state'>[];
};

/** Whether a run still has something to do. */
export const isUnderWay = (run: Pick<Run, 'status'> | null): boolean =>
  run?.status === 'QUEUED' || run?.status === 'RUNNING';

/** @param caseName empty: the interface's own case */
export function liveState(activity: string, state: CaseState, run: Run | null, caseName = ''): LiveState {
  if (!run || !isUnderWay(run)) return state;
  const item = run.items.find(
    (one) => one.section === 'cases' && one.activity === activity && one.caseName === caseName,
  );
  return item?.state === 'WAITING' || item?.state === 'RUNNING' ? item.state : state;
}
