import { CalendarDays } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/components/card';
import { EmptyState } from '@/app/components/empty-state';
import { FilterRow } from '@/app/components/filter-row';
import { FilterSelect } from '@/app/components/filter-select';
import { LinkButton } from '@/app/components/link-button';
import { requireMemberContext } from '@/app/current-actor';
import { StepHelp } from '@/app/help/step-help';
import { calendarPath } from '@/app/paths';
import { readReader } from '@/app/read-reader';
import { firstValue, type Search } from '@/app/search-parameters';
import { type Calendar, getCalendar } from '@/lib/calendar/get-calendar';
import { CalendarHead } from './calendar-head';
import { MonthCards } from './month-cards';

/** The dates of a month, as a table of weeks and as a list; month, asset and page are in the address. */
export default async function CalendarPage({ searchParams }: { searchParams: Promise<Search> }) {
  const [context, search, { zone }, t] = await Promise.all([
    requireMemberContext(),
    searchParams,
    readReader(),
    getTranslations('calendar'),
  ]);
  const query = { month: firstValue(search.month), asset: firstValue(search.asset), zone };
  const calendar = await getCalendar(context, query);
  return (
    <>
      <CalendarHead tab="month" lead={t('lead')} />
      <div className="mb-6">
        <StepHelp topic="deadlines" />
      </div>
      {calendar.isBlank ? (
        <NothingYet />
      ) : (
        <>
          <AssetFilter calendar={calendar} />
          <MonthCards calendar={calendar} zone={zone} page={firstValue(search.page)} />
        </>
      )}
    </>
  );
}

async function NothingYet() {
  const t = await getTranslations('calendar.empty');
  const action = (
    <LinkButton href="/websites" look="primary">
      {t('action')}
    </LinkButton>
  );
  return (
    <Card isFlush>
      <EmptyState icon={CalendarDays} title={t('title')} action={action}>
        {t('text')}
      </EmptyState>
    </Card>
  );
}

async function AssetFilter({ calendar: { month, asset, choices } }: { calendar: Calendar }) {
  const t = await getTranslations('calendar');
  if (choices.length === 0) return null;
  return (
    <FilterRow action={calendarPath()} label={t('filters')} isFiltered={asset !== null}>
      <input type="hidden" name="month" value={month} />
      <div className="min-w-0 sm:max-w-64">
        <FilterSelect
          name="asset"
          label={t('asset')}
          anyLabel={t('anyAsset')}
          defaultValue={asset?.id}
          options={choices.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </div>
    </FilterRow>
  );
}
