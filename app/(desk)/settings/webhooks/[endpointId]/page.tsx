import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { PageRefresher } from '@/app/(desk)/assets/page-refresher';
import { SettingsFrame } from '@/app/(desk)/settings/settings-frame';
import { EndpointState } from '@/app/(desk)/settings/webhooks/endpoint-state';
import { Card } from '@/app/components/card';
import { type Column, DataTable } from '@/app/components/data-table';
import { DateTime } from '@/app/components/date-time';
import { Pagination } from '@/app/components/pagination';
import { webhookPath } from '@/app/paths';
import { firstValue, type Search } from '@/app/search-parameters';
import type { WebhookDelivery } from '@/lib/webhooks/endpoint-record';
import { DeliveryCard } from './delivery-card';
import { EditEndpointForm } from './edit-endpoint-form';
import { EndpointButtons } from './endpoint-buttons';
import { readEndpoint } from './read-endpoint';

type Props = { params: Promise<{ endpointId: string }>; searchParams: Promise<Search> };

async function readProps({ params, searchParams }: Props) {
  const [{ endpointId }, { page, delivery }] = await Promise.all([params, searchParams]);
  return readEndpoint(endpointId, firstValue(page), firstValue(delivery));
}

/** One webhook: its state, what it is sent, and the log; the delivery that is looked at is in the address. */
export default async function WebhookPage(props: Props) {
  const { context, endpoint, deliveries, delivery } = await readProps(props);
  const t = await getTranslations('settings.webhooks');
  const isOn = endpoint.disabledAt === null;
  const isUnderWay = deliveries.rows.some(({ attempts, status }) => status === 'QUEUED' && attempts === 0);
  return (
    <SettingsFrame section="webhooks" subject={new URL(endpoint.url).host} lead={t('lead')} context={context}>
      {isUnderWay && <PageRefresher />}
      <div className="flex flex-col gap-6">
        <Card title={<span className="font-mono wrap-anywhere">{endpoint.url}</span>}>
          <div className="flex flex-col items-start gap-4">
            <EndpointState endpoint={endpoint} />
            {endpoint.previousUsableUntil && endpoint.previousUsableUntil > context.clock.now() && (
              <p className="text-muted">
                {t('overlapping')} <DateTime at={endpoint.previousUsableUntil} />
              </p>
            )}
            <EndpointButtons endpointId={endpoint.id} isOn={isOn} />
          </div>
        </Card>
        <Card title={t('log')} isFlush>
          <DeliveryTable rows={deliveries.rows} endpointId={endpoint.id} />
        </Card>
        <Pagination page={deliveries} pageHref={(page) => webhookPath(endpoint.id, { page })} />
        {delivery && <DeliveryCard delivery={delivery} isOn={isOn} />}
        <Card title={t('edit')}>
          <div className="max-w-xl">
            <EditEndpointForm key={endpoint.version} endpoint={endpoint} />
          </div>
        </Card>
      </div>
    </SettingsFrame>
  );
}

type DeliveryTableProps = { rows: readonly WebhookDelivery[]; endpointId: string };

async function DeliveryTable({ rows, endpointId }: DeliveryTableProps) {
  const t = await getTranslations('settings.webhooks');
  if (rows.length === 0) return <p className="p-4 text-muted">{t('logNone')}</p>;
  const columns: Column<WebhookDelivery>[] = [
    {
      key: 'kind',
      label: t('kind'),
      isRowHeader: true,
      cell: ({ id, kind }) => (
        <Link
          prefetch={false}
          href={webhookPath(endpointId, { delivery: id })}
          className="font-mono wrap-anywhere hover:underline"
        >
          {kind}
        </Link>
      ),
    },
    {
      key: 'status',
      label: t('status'),
      cell: ({ status, nextAttemptAt, attempts }) => (
        <>
          {t(`statuses.${status}`)}
          {nextAttemptAt && attempts > 0 && (
            <span className="block text-13 text-muted">
              {t('next')} <DateTime at={nextAttemptAt} />
            </span>
          )}
        </>
      ),
    },
    { key: 'attempts', label: t('attempts'), align: 'end', cell: ({ attempts }) => attempts },
    {
      key: 'createdAt',
      label: t('createdAt'),
      cell: ({ createdAt }) => <DateTime at={createdAt} hasSeconds />,
    },
  ];
  return <DataTable caption={t('logCaption')} columns={columns} rows={[...rows]} rowKey={({ id }) => id} />;
}
