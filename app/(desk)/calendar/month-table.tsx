import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { classNames } from '@/app/components/class-names';
import { Glyph } from '@/app/components/glyph';
import type { CalendarEntry } from '@/lib/calendar/rules/calendar-entries';
import { monthWeeks } from '@/lib/calendar/rules/month';
import { zoneDay } from '@/lib/core/zone-day';
import { useEntryLook } from './use-entry-look';

/** Of one day, in its cell; the list has them all. */
const SHOWN_A_DAY = 3;
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

type MonthTableProps = {
  month: string;
  today: string;
  zone: string;
  entries: readonly CalendarEntry[];
  caption: string;
  listId: string;
};

/** A month as a table of weeks. A phone has no room for it, and shows the list alone, which says the same. */
export function MonthTable({ month, today, zone, entries, caption, listId }: MonthTableProps) {
  const t = useTranslations('calendar');
  const days = new Map<string, CalendarEntry[]>();
  for (const entry of entries) {
    const day = zoneDay(entry.at, zone);
    const others = days.get(day);
    if (others) others.push(entry);
    else days.set(day, [entry]);
  }
  return (
    <table className="w-full table-fixed border-collapse max-md:hidden">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          {WEEKDAYS.map((weekday) => (
            <th
              key={weekday}
              scope="col"
              abbr={t(`weekdays.${weekday}`)}
              className="border-b border-line px-2 py-2 text-left text-13 font-medium text-muted"
            >
              {t(`short.${weekday}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {monthWeeks(month).map((week) => (
          <tr key={week.join()} className="divide-x divide-line">
            {week.map((day, index) =>
              day === null ? (
                <td key={WEEKDAYS[index]} className="bg-sunken" />
              ) : (
                <td
                  key={day}
                  aria-current={day === today ? 'date' : undefined}
                  className="h-24 px-1 py-1 align-top"
                >
                  <DayNumber day={day} isToday={day === today} />
                  <DayEntries entries={days.get(day) ?? []} listId={listId} />
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DayNumber({ day, isToday }: { day: string; isToday: boolean }) {
  const t = useTranslations('calendar');
  return (
    <time
      dateTime={day}
      className={classNames(
        'inline-flex min-h-6 min-w-6 items-center justify-center rounded-full px-1 text-12 tabular-nums',
        isToday ? 'bg-accent font-semibold text-on-accent' : 'text-muted',
      )}
    >
      {Number(day.slice(8))}
      {isToday && <span className="sr-only"> {t('isToday')}</span>}
    </time>
  );
}

function DayEntries({ entries, listId }: { entries: readonly CalendarEntry[]; listId: string }) {
  const t = useTranslations('calendar');
  const look = useEntryLook();
  if (entries.length === 0) return null;
  const more = entries.length - SHOWN_A_DAY;
  return (
    <ul className="flex flex-col">
      {entries
        .slice(0, SHOWN_A_DAY)
        .map(look)
        .map(({ key, icon, iconClass, kind, name, href }) => (
          <li key={key}>
            <Link
              prefetch={false}
              href={href}
              title={`${kind}: ${name}`}
              className="flex min-h-6 items-center gap-1 rounded-4 px-1 text-12 text-text hover:bg-hover"
            >
              <Glyph icon={icon} size={14} className={iconClass} />
              <span className="sr-only">{kind}: </span>
              <span className="truncate">{name}</span>
            </Link>
          </li>
        ))}
      {more > 0 && (
        <li>
          <a href={`#${listId}`} className="flex min-h-6 items-center px-1 text-12 text-link">
            {t('more', { count: more })}
          </a>
        </li>
      )}
    </ul>
  );
}
