import { CalendarX, Hourglass, type LucideIcon, RefreshCw } from 'lucide-react';
import type { Route } from 'next';
import { useTranslations } from 'next-intl';
import { requestPath, scanPath, websitePath } from '@/app/paths';
import { type CalendarEntry, entrySubject } from '@/lib/calendar/rules/calendar-entries';

const ICONS: Record<CalendarEntry['kind'], LucideIcon> = {
  SCAN_ENDS: CalendarX,
  RESCAN: RefreshCw,
  REVIEW_DUE: Hourglass,
};

/** How an entry is shown: the key of its row, its kind as icon and words, what it is of, and where that is. */
export type EntryLook = {
  key: string;
  icon: LucideIcon;
  iconClass: string;
  kind: string;
  name: string;
  href: Route;
};

export function useEntryLook(): (entry: CalendarEntry) => EntryLook {
  const t = useTranslations('calendar');
  return (entry) => ({
    key: `${entry.kind} ${entrySubject(entry)}`,
    icon: ICONS[entry.kind],
    iconClass: entry.kind === 'SCAN_ENDS' ? 'text-attention' : 'text-muted',
    kind: t(`kinds.${entry.kind}`),
    ...(entry.kind === 'REVIEW_DUE'
      ? {
          name: t('review', { asset: entry.asset.name, number: entry.number }),
          href: requestPath(entry.submissionId),
        }
      : {
          name: entry.website.name,
          href: entry.kind === 'SCAN_ENDS' ? scanPath(entry.scanId) : websitePath(entry.website.id, 'scans'),
        }),
  });
}
