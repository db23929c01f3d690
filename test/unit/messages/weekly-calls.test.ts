import { describe, expect, it } from 'vitest';
import { lastWeeks } from '@/lib/core/zone-weeks';
import { toWeekCalls } from '@/lib/messages/rules/weekly-calls';

const WEEKS = lastWeeks(new Date('2027-01-06T12:00:00Z'), 'UTC', 2);
const percent = (passed: number, calls: number) =>
  toWeekCalls(WEEKS, [{ week: 2, calls, passed, answered: 0, medianMs: null, p95Ms: null }])[1]
    ?.passedPercent;

describe('weeks of calls', () => {
  it('are there without calls, and have the rows of their number', () => {
    const row = { week: 2, calls: 4, passed: 3, answered: 2, medianMs: 1.5, p95Ms: 2.4 };
    expect(toWeekCalls(WEEKS, [row])).toEqual([
      {
        from: WEEKS[0]?.from,
        ...{ calls: 0, passed: 0, passedPercent: null, answered: 0, medianMs: null, p95Ms: null },
      },
      {
        from: WEEKS[1]?.from,
        ...{ calls: 4, passed: 3, passedPercent: 75, answered: 2, medianMs: 2, p95Ms: 2 },
      },
    ]);
  });

  it.each([
    [999, 1_000, 99],
    [1_000, 1_000, 100],
    [1, 1_000, 0],
    [0, 0, null],
  ])('say of %i of %i passed: %s percent, and all only where all did', (passed, calls, expected) => {
    expect(percent(passed, calls)).toBe(expected);
  });
});
