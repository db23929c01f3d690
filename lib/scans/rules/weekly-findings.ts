import type { Week } from '@/lib/core/zone-weeks';
import type { Severity } from '@/lib/findings/rules/finding';

/** @property websites how many had a complete scan by the end of the week */
export type WeekFindings = {
  from: Date;
  websites: number;
  counts: Record<Severity, number>;
  /** Null where no scan of the week had one before it, or where the week was not looked at. */
  change: { added: number; fixed: number } | null;
};

type Standing = { week: number; websites: number; high: number; medium: number; low: number; hint: number };
type Changed = { week: number; compared: number; added: number; fixed: number };

/**
 * Weeks of what was found by the end of them, and of what changed in them.
 * @param rows by the number of the week, from 1
 * @param since of the scans that were compared, the oldest; null: all were. A week that begins before is not wholly known
 */
export const toWeekFindings = (
  weeks: readonly Week[],
  rows: { standing: readonly Standing[]; changed: readonly Changed[] },
  since: Date | null,
): WeekFindings[] =>
  weeks.map(({ from }, index) => {
    const found = rows.standing.find(({ week }) => week === index + 1);
    const change = rows.changed.find(({ week }) => week === index + 1);
    const isKnown = change !== undefined && change.compared > 0 && (since === null || since <= from);
    return {
      from,
      websites: found?.websites ?? 0,
      counts: {
        HIGH: found?.high ?? 0,
        MEDIUM: found?.medium ?? 0,
        LOW: found?.low ?? 0,
        HINT: found?.hint ?? 0,
      },
      change: isKnown ? { added: change.added, fixed: change.fixed } : null,
    };
  });
