import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type Column, DataTable } from '@/app/components/data-table';
import { DateTime } from '@/app/components/date-time';
import { Glyph } from '@/app/components/glyph';
import { useListText } from '@/app/components/use-list-text';
import type { CalendarEntry } from '@/lib/calendar/rules/calendar-entries';
import { type EntryLook, useEntryLook } from './use-entry-look';

type EntryTableProps = { entries: readonly CalendarEntry[]; caption: string };

type Row = { entry: CalendarEntry; look: EntryLook };

/** The dates one below the other: the twin of the month, with everything that its cells have no room for. */
export function EntryTable({ entries, caption }: EntryTableProps) {
  const t = useTranslations('calendar.list');
  const look = useEntryLook();
  const list = useListText();
  const columns: Column<Row>[] = [
    { key: 'when', label: t('when'), isRowHeader: true, cell: ({ entry }) => <When entry={entry} /> },
    {
      key: 'what',
      label: t('what'),
      cell: ({ look: { icon, iconClass, kind } }) => (
        <span className="inline-flex items-center gap-2 whitespace-nowrap">
          <Glyph icon={icon} className={iconClass} />
          {kind}
        </span>
      ),
    },
    {
      key: 'subject',
      label: t('subject'),
      cell: ({ look: { href, name } }) => (
        <Link prefetch={false} href={href} className="wrap-anywhere hover:underline">
          {name}
        </Link>
      ),
    },
    {
      key: 'assets',
      label: t('assets'),
      cell: ({ entry }) =>
        list(entry.kind === 'REVIEW_DUE' ? [entry.asset.name] : entry.assets.map(({ name }) => name)) || '–',
    },
  ];
  const rows = entries.map((entry) => ({ entry, look: look(entry) }));
  return <DataTable caption={caption} columns={columns} rows={rows} rowKey={({ look: { key } }) => key} />;
}

/** The instant, or between which two an automatic scan starts. */
function When({ entry }: { entry: CalendarEntry }) {
  const t = useTranslations('calendar.list');
  if (entry.kind !== 'RESCAN') return <DateTime at={entry.at} hasZone />;
  return (
    <span>
      {t.rich('until', {
        from: () => <DateTime at={entry.at} />,
        to: () => <DateTime at={entry.until} hasZone />,
      })}
    </span>
  );
}
