import { chinaCalendar } from '@/lib/core/china-calendar';
import type { WorkingCalendar } from '@/lib/core/working-days';
import { configuration } from './configuration';

/** The days that the operator has set. */
export function operatorsDays(): WorkingCalendar {
  const { REVIEW_HOLIDAYS, REVIEW_WORKDAYS } = configuration();
  return { daysOff: REVIEW_HOLIDAYS, makeUpDays: REVIEW_WORKDAYS };
}

/** The days on which reviewers work: China's, with those that the operator has set. */
export const reviewCalendar = (): WorkingCalendar => chinaCalendar(operatorsDays());
