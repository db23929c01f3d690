import { nextRescanWindow } from '@/lib/scans/rules/rescan-window';
import { scanValidUntil } from '@/lib/scans/rules/validity';
import type { DatedReview, DatedWebsite, Named, TimeRange } from '../calendar-record';

/** Something with a date. `since` is when that date came to be. */
export type CalendarEntry = { at: Date; since: Date } & (
  | { kind: 'SCAN_ENDS'; website: Named; assets: readonly Named[]; scanId: string }
  /** It starts between `at` and `until`. */
  | { kind: 'RESCAN'; website: Named; assets: readonly Named[]; until: Date }
  | { kind: 'REVIEW_DUE'; asset: Named; submissionId: string; number: number }
);

export const ENTRY_KINDS = ['SCAN_ENDS', 'RESCAN', 'REVIEW_DUE'] as const satisfies CalendarEntry['kind'][];

/** What an entry is of: with its kind, its name for ever. */
export const entrySubject = (entry: CalendarEntry): string =>
  entry.kind === 'REVIEW_DUE' ? entry.submissionId : entry.website.id;

function websiteEntries({ id, name, assets, scan, rescan }: DatedWebsite, now: Date): CalendarEntry[] {
  const website = { id, name };
  const entries: CalendarEntry[] = [];
  if (scan)
    entries.push({
      ...{ kind: 'SCAN_ENDS', website, assets, scanId: scan.id },
      ...{ at: scanValidUntil(scan.completedAt), since: scan.completedAt },
    });
  if (rescan) {
    const { from, until } = nextRescanWindow(rescan, rescan.completedAt, now);
    const since = new Date(Math.max(rescan.savedAt.getTime(), rescan.completedAt.getTime()));
    entries.push({ kind: 'RESCAN', website, assets, at: from, until, since });
  }
  return entries;
}

const reviewEntry = ({ asset, submissionId, number, deadlineAt, since }: DatedReview): CalendarEntry => ({
  ...{ kind: 'REVIEW_DUE', asset, submissionId, number },
  ...{ at: deadlineAt, since },
});

const inOrder = (a: CalendarEntry, b: CalendarEntry): number =>
  a.at.getTime() - b.at.getTime() ||
  ENTRY_KINDS.indexOf(a.kind) - ENTRY_KINDS.indexOf(b.kind) ||
  (entrySubject(a) < entrySubject(b) ? -1 : 1);

/** What has its date in a range of time, in its order. */
export const listEntries = (
  { websites, reviews }: { websites: readonly DatedWebsite[]; reviews: readonly DatedReview[] },
  { from, to }: TimeRange,
  now: Date,
): CalendarEntry[] =>
  [...websites.flatMap((row) => websiteEntries(row, now)), ...reviews.map(reviewEntry)]
    .filter(({ at }) => from <= at && at < to)
    .sort(inOrder);
