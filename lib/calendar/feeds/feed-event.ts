import type { MessageValues, Translator } from '@/lib/i18n/translator';
import { type CalendarEntry, entrySubject } from '../rules/calendar-entries';
import type { IcsEvent } from '../rules/write-ics';

/** The page of the desk that an entry is about. */
function pagePath(entry: CalendarEntry): string {
  if (entry.kind === 'REVIEW_DUE') return `/requests/${entry.submissionId}`;
  return entry.kind === 'SCAN_ENDS' ? `/scans/${entry.scanId}` : `/websites/${entry.website.id}/scans`;
}

/** An entry of the calendar as a program for calendars is told it. @param base address of the desk */
export function feedEvent(entry: CalendarEntry, t: Translator, base: string): IcsEvent {
  const isReview = entry.kind === 'REVIEW_DUE';
  const values: MessageValues = isReview
    ? { asset: entry.asset.name, number: entry.number }
    : { website: entry.website.name };
  const assets = isReview ? [] : entry.assets.map(({ name }) => name);
  return {
    uid: `${entry.kind.toLowerCase().replace('_', '-')}.${entrySubject(entry)}@${new URL(base).hostname}`,
    stamp: entry.since,
    start: entry.at,
    end: entry.kind === 'RESCAN' ? entry.until : null,
    summary: t(`calendar.feed.${entry.kind}.summary`, values),
    description: [
      t(`calendar.feed.${entry.kind}.detail`, values),
      ...(assets.length > 0 ? [t('calendar.feed.assets', { assets })] : []),
    ].join('\n'),
    url: new URL(pagePath(entry), base).href,
  };
}
