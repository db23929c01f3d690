import { describe, expect, it } from 'vitest';
import { scheduledState } from '@/lib/jobs/rules/scheduled-work';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));

describe('scheduledState', () => {
  it.each([
    { what: 'nothing is known', run: [null, null, null], state: 'NEVER' },
    { what: 'the first run is under way', run: [1, null, null], state: 'RUNNING' },
    { what: 'a run is under way after one that ended well', run: [3, 2, null], state: 'RUNNING' },
    { what: 'a run is under way after one that failed', run: [3, null, 2], state: 'RUNNING' },
    { what: 'it ended well', run: [1, 2, null], state: 'DONE' },
    { what: 'it ended in the instant in which it began', run: [1, 1, null], state: 'DONE' },
    { what: 'it failed at first and ended well later', run: [3, 4, 2], state: 'DONE' },
    { what: 'it failed', run: [1, null, 2], state: 'FAILED' },
    { what: 'it failed after one that ended well', run: [3, 2, 4], state: 'FAILED' },
  ] as const)('is $state when $what', ({ run, state }) => {
    const [startedAt = null, finishedAt = null, failedAt = null] = run.map((minute) =>
      minute === null ? null : at(minute),
    );
    expect(scheduledState({ startedAt, finishedAt, failedAt })).toBe(state);
  });
});
