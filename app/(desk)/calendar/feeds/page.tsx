import { getTranslations } from 'next-intl/server';
import { CalendarHead } from '@/app/(desk)/calendar/calendar-head';
import { Card } from '@/app/components/card';
import { ClientMessages } from '@/app/components/client-messages';
import { type Column, DataTable } from '@/app/components/data-table';
import { DateTime } from '@/app/components/date-time';
import { requireMemberContext } from '@/app/current-actor';
import { listFeeds } from '@/lib/calendar/feeds/list-feeds';
import type { CalendarFeed } from '@/lib/calendar/feeds/store';
import { CALENDAR_FEED_NAME_LENGTH } from '@/lib/core/policy';
import { MakeFeedForm } from './make-feed-form';
import { RevokeFeedButton } from './revoke-feed-button';

/** One's own addresses at which other programs read the calendar. */
export default async function FeedsPage() {
  const [context, t] = await Promise.all([requireMemberContext(), getTranslations('calendar.feeds')]);
  const feeds = await listFeeds(context);
  const columns: Column<CalendarFeed>[] = [
    {
      key: 'name',
      label: t('name'),
      isRowHeader: true,
      cell: ({ name }) => <span className="wrap-anywhere">{name}</span>,
    },
    { key: 'made', label: t('made'), cell: ({ createdAt }) => <DateTime at={createdAt} isDayOnly /> },
    {
      key: 'lastUsed',
      label: t('lastUsed'),
      cell: ({ lastUsedAt }) =>
        lastUsedAt ? <DateTime at={lastUsedAt} /> : <span className="text-muted">{t('never')}</span>,
    },
    {
      key: 'actions',
      label: t('actions'),
      align: 'end',
      cell: ({ id, name }) => (
        <span className="inline-flex text-start">
          <RevokeFeedButton feedId={id} name={name} />
        </span>
      ),
    },
  ];
  return (
    <ClientMessages namespaces={['calendar.feeds']}>
      <CalendarHead tab="feeds" lead={t('lead')} />
      <div className="flex flex-col gap-6">
        <Card title={t('count', { count: feeds.length })} isFlush>
          {feeds.length === 0 ? (
            <p className="p-4 text-muted">{t('none')}</p>
          ) : (
            <DataTable caption={t('caption')} columns={columns} rows={feeds} rowKey={({ id }) => id} />
          )}
        </Card>
        <Card title={t('add')}>
          <p className="mb-4 max-w-reading text-13 text-muted">{t('language')}</p>
          <MakeFeedForm nameLength={CALENDAR_FEED_NAME_LENGTH} />
        </Card>
      </div>
    </ClientMessages>
  );
}
