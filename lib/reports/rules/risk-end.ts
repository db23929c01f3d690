import { addDays, chinaDay, endOfChinaDay } from '@/lib/core/china-day';
import { DAY_MS } from '@/lib/core/clock';
import { DECISION_DAYS, DECISION_MAX_DAYS, RISK_MIN_DAYS } from '@/lib/core/policy';

/** Between which days an accepted risk may end, and which one is suggested; each as `YYYY-MM-DD`. */
export type RiskEnds = { first: string; suggested: string; last: string };

/** An earlier end might come before the decision. */
export function riskEnds(now: Date): RiskEnds {
  const today = chinaDay(now);
  return {
    first: addDays(today, RISK_MIN_DAYS),
    suggested: addDays(today, DECISION_DAYS),
    last: addDays(today, DECISION_MAX_DAYS),
  };
}

export const isWithinEnds = (day: string, { first, last }: RiskEnds): boolean => day >= first && day <= last;

/**
 * Until when a decision counts: an accepted risk to the end of the day that its seller named, everything else as long as the
 * reviewer said.
 */
export function decisionEnd(decidedAt: Date, days: number, endsOn: string | undefined): Date {
  const after = (count: number) => decidedAt.getTime() + count * DAY_MS;
  if (endsOn === undefined) return new Date(after(days));
  return new Date(Math.min(endOfChinaDay(endsOn).getTime(), after(DECISION_MAX_DAYS)));
}
