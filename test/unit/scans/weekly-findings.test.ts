import { describe, expect, it } from 'vitest';
import { lastWeeks } from '@/lib/core/zone-weeks';
import { toWeekFindings } from '@/lib/scans/rules/weekly-findings';

const WEEKS = lastWeeks(new Date('2027-01-06T12:00:00Z'), 'UTC', 3);
const NONE = { HIGH: 0, MEDIUM: 0, LOW: 0, HINT: 0 };
const changed = (week: number, compared: number) => ({ week, compared, added: 4, fixed: 5 });

describe('weeks of findings', () => {
  it('are there where nothing was found', () => {
    expect(toWeekFindings(WEEKS, { standing: [], changed: [] }, null)).toEqual(
      WEEKS.map(({ from }) => ({ from, websites: 0, counts: NONE, change: null })),
    );
  });

  it('have the rows of their number', () => {
    const standing = [{ week: 2, websites: 7, high: 1, medium: 2, low: 3, hint: 4 }];
    const [first, second, third] = toWeekFindings(WEEKS, { standing, changed: [changed(3, 1)] }, null);
    expect(first).toMatchObject({ websites: 0, change: null });
    expect(second).toMatchObject({
      websites: 7,
      counts: { HIGH: 1, MEDIUM: 2, LOW: 3, HINT: 4 },
      change: null,
    });
    expect(third).toMatchObject({ websites: 0, change: { added: 4, fixed: 5 } });
  });

  it('tell no change where nothing was compared, nor of a week that began before what is known', () => {
    const rows = { standing: [], changed: [changed(1, 1), changed(2, 1), changed(3, 0)] };
    const known = (since: Date | null) =>
      toWeekFindings(WEEKS, rows, since).map(({ change }) => change !== null);
    expect(known(null)).toEqual([true, true, false]);
    expect(known(new Date(WEEKS[0]?.from.getTime() ?? 0))).toEqual([true, true, false]);
    expect(known(new Date((WEEKS[0]?.from.getTime() ?? 0) + 1))).toEqual([false, true, false]);
  });
});
