import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { SettingsFrame } from '@/app/(desk)/settings/settings-frame';
import { Card } from '@/app/components/card';
import { type Column, DataTable } from '@/app/components/data-table';
import { requireMemberContext } from '@/app/current-actor';
import { orNotFound } from '@/app/or-not-found';
import { webhookPath } from '@/app/paths';
import { listText } from '@/lib/i18n/list-text';
import type { WebhookEndpoint } from '@/lib/webhooks/endpoint-record';
import { listEndpoints } from '@/lib/webhooks/endpoints/list-endpoints';
import { AddEndpointForm } from './add-endpoint-form';
import { EndpointState } from './endpoint-state';
import { EventList } from './event-list';

/** Where the organization's events are sent; only owners have this page. */
export default async function WebhooksPage() {
  const context = await requireMemberContext();
  const endpoints = await orNotFound(listEndpoints(context), ['FORBIDDEN']);
  const [t, names, locale] = await Promise.all([
    getTranslations('settings.webhooks'),
    getTranslations('notices.subjects'),
    getLocale(),
  ]);
  const columns: Column<WebhookEndpoint>[] = [
    {
      key: 'url',
      label: t('url'),
      isRowHeader: true,
      cell: ({ id, url }) => (
        <Link prefetch={false} href={webhookPath(id)} className="font-mono wrap-anywhere hover:underline">
          {url}
        </Link>
      ),
    },
    {
      key: 'subjects',
      label: t('subjects'),
      cell: ({ subjects }) =>
        listText(
          locale,
          subjects.map((subject) => names(subject)),
        ),
    },
    { key: 'state', label: t('state'), cell: (endpoint) => <EndpointState endpoint={endpoint} /> },
  ];
  return (
    <SettingsFrame section="webhooks" lead={t('lead')} context={context}>
      <div className="flex flex-col gap-6">
        <Card title={t('count', { count: endpoints.length })} isFlush>
          {endpoints.length === 0 ? (
            <p className="p-4 text-muted">{t('none')}</p>
          ) : (
            <DataTable caption={t('caption')} columns={columns} rows={endpoints} rowKey={({ id }) => id} />
          )}
        </Card>
        <Card title={t('add')}>
          <AddEndpointForm />
        </Card>
        <Card title={t('events')}>
          <EventList />
        </Card>
      </div>
    </SettingsFrame>
  );
}
