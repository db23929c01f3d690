import type { Week } from '@/lib/core/zone-weeks';

/** @property passedPercent whole, downwards: 100 is all; null without calls. @property medianMs whole; null without answers */
export type WeekCalls = {
  from: Date;
  calls: number;
  passed: number;
  passedPercent: number | null;
  answered: number;
  medianMs: number | null;
  p95Ms: number | null;
};

type Counted = { week: number; calls: number; passed: number; answered: number } & {
  [Duration in 'medianMs' | 'p95Ms']: number | null;
};

const whole = (ms: number | null | undefined) => (typeof ms === 'number' ? Math.round(ms) : null);

/** Weeks of calls. @param rows by the number of the week, from 1; a week without calls has none */
export const toWeekCalls = (weeks: readonly Week[], rows: readonly Counted[]): WeekCalls[] =>
  weeks.map(({ from }, index) => {
    const row = rows.find(({ week }) => week === index + 1);
    const { calls = 0, passed = 0, answered = 0 } = row ?? {};
    return {
      ...{ from, calls, passed, answered },
      passedPercent: calls === 0 ? null : Math.floor((passed / calls) * 100),
      medianMs: whole(row?.medianMs),
      p95Ms: whole(row?.p95Ms),
    };
  });
