import { ChevronLeft, ChevronRight } from 'lucide-react';
import { getFormatter, getTranslations } from 'next-intl/server';
import { ReleaseLine } from '@/app/(desk)/assets/release-line';
import { Card } from '@/app/components/card';
import { Glyph } from '@/app/components/glyph';
import { LinkButton } from '@/app/components/link-button';
import { Pagination } from '@/app/components/pagination';
import { calendarPath } from '@/app/paths';
import type { Calendar } from '@/lib/calendar/get-calendar';
import { monthsBeside } from '@/lib/calendar/rules/month';
import { slicePage } from '@/lib/core/pages';
import { EntryTable } from './entry-table';
import { MonthTable } from './month-table';

const LIST_ID = 'dates';

type MonthCardsProps = { calendar: Calendar; zone: string; page: string };

/** A month as a table of weeks and as a list, with what there is to say of the asset that it is of. */
export async function MonthCards({ calendar, zone, page }: MonthCardsProps) {
  const { month, today, entries, asset } = calendar;
  const t = await getTranslations('calendar');
  const name = await monthName(month);
  const listed = slicePage(entries, page);
  return (
    <div className="flex flex-col gap-6">
      {asset && (
        <Card title={asset.name}>
          <ReleaseLine readiness={asset.readiness} />
        </Card>
      )}
      <Card title={name} aside={<MonthLinks {...{ month, today, asset }} />} isFlush>
        <div className="overflow-hidden rounded-b-8">
          <MonthTable {...{ month, today, zone, entries }} caption={name} listId={LIST_ID} />
        </div>
        {entries.length === 0 && (
          <p className="border-line px-4 py-5 text-muted md:border-t">{t('nothing', { month: name })}</p>
        )}
      </Card>
      {entries.length > 0 && (
        <div>
          <Card id={LIST_ID} title={t('list.title', { count: entries.length, month: name })} isFlush>
            <EntryTable entries={listed.rows} caption={t('list.caption', { month: name })} />
          </Card>
          <Pagination
            page={listed}
            pageHref={(wished) => calendarPath({ month, asset: asset?.id, page: wished })}
          />
        </div>
      )}
    </div>
  );
}

async function monthName(month: string): Promise<string> {
  const format = await getFormatter();
  const style = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return format.dateTime(new Date(`${month}-15T12:00:00Z`), style);
}

/** To the months before and after; to this one, where another is shown. */
async function MonthLinks({ month, today, asset }: Pick<Calendar, 'month' | 'today' | 'asset'>) {
  const t = await getTranslations('calendar');
  const path = (at: string) => calendarPath({ month: at, asset: asset?.id });
  const { earlier, later } = monthsBeside(month);
  return (
    <nav aria-label={t('month')} className="flex flex-wrap gap-2">
      {earlier !== null && (
        <LinkButton href={path(earlier)} size="sm" icon={ChevronLeft}>
          {t('earlier')}
        </LinkButton>
      )}
      {month !== today.slice(0, 7) && (
        <LinkButton href={calendarPath({ asset: asset?.id })} size="sm">
          {t('today')}
        </LinkButton>
      )}
      {later !== null && (
        <LinkButton href={path(later)} size="sm">
          {t('later')}
          <Glyph icon={ChevronRight} />
        </LinkButton>
      )}
    </nav>
  );
}
