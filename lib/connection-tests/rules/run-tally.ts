import type { RunItem } from './run-item';

export type RunTally = {
  of: number;
  /** With or without a warning. */
  passed: number;
  warned: number;
  failed: number;
  notRun: number;
  /** Waiting, or under way. */
  unfinished: number;
};

/** How many items of a run are in which state. */
export function tally(items: readonly Pick<RunItem, 'state'>[]): RunTally {
  const count = (...states: RunItem['state'][]) => items.filter(({ state }) => states.includes(state)).length;
  return {
    of: items.length,
    passed: count('PASSED', 'WARNED'),
    warned: count('WARNED'),
    failed: count('FAILED'),
    notRun: count('NOT_RUN'),
    unfinished: count('WAITING', 'RUNNING'),
  };
}
