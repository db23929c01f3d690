import { getTranslations } from 'next-intl/server';
import { CalendarHead } from '@/app/(desk)/calendar/calendar-head';
import { Card } from '@/app/components/card';
import { ConfirmDialog } from '@/app/components/confirm-dialog';
import { type Column, DataTable } from '@/app/components/data-table';
import { DateTime } from '@/app/components/date-time';
import { ShownOnceForm } from '@/app/components/shown-once-form';
import { TextField } from '@/app/components/text-field';
import { requireMemberContext } from '@/app/current-actor';
import { listFeeds } from '@/lib/calendar/feeds/list-feeds';
import type { CalendarFeed } from '@/lib/calendar/feeds/store';
import { CALENDAR_FEED_NAME_LENGTH } from '@/lib/core/policy';
import { makeFeedAction, revokeFeedAction } from './actions';

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
          <ConfirmDialog
            label={t('revoke')}
            title={t('revokeTitle', { name })}
            action={revokeFeedAction}
            values={{ feedId: id }}
            done={t('revoked', { name })}
            size="sm"
          >
            <p>{t('revokeLoss')}</p>
          </ConfirmDialog>
        </span>
      ),
    },
  ];
  return (
    <>
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
          <MakeFeed />
        </Card>
      </div>
    </>
  );
}

/** Makes an address and shows it, once. */
async function MakeFeed() {
  const t = await getTranslations('calendar.feeds');
  return (
    <ShownOnceForm action={makeFeedAction} label={t('address')} hint={t('shown')} submit={t('addSubmit')}>
      <TextField
        name="name"
        label={t('name')}
        hint={t('nameHint')}
        maxLength={CALENDAR_FEED_NAME_LENGTH}
        autoComplete="off"
      />
    </ShownOnceForm>
  );
}
