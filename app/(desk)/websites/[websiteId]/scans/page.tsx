import { Radar } from 'lucide-react';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ScanPill } from '@/app/(desk)/scans/[scanId]/scan-pill';
import { RunScanButton } from '@/app/(desk)/scans/run-scan-button';
import { WebsiteHead } from '@/app/(desk)/websites/website-head';
import { WebsiteNextSteps } from '@/app/(desk)/websites/website-next-steps';
import { Card } from '@/app/components/card';
import { ClientMessages } from '@/app/components/client-messages';
import { type Column, DataTable } from '@/app/components/data-table';
import { DateTime } from '@/app/components/date-time';
import { EmptyState } from '@/app/components/empty-state';
import { LinkButton } from '@/app/components/link-button';
import { Pagination } from '@/app/components/pagination';
import { Validity } from '@/app/components/validity';
import { mayDo } from '@/app/may-do';
import { decisionsPath, scanPath, websitePath, withQuery } from '@/app/paths';
import type { ScanView } from '@/lib/scans/get-scan-report';
import { OpinionsCard } from './opinions-card';
import { readWebsiteScans } from './read-website-scans';
import { RescansCard } from './rescans-card';
import { TrendCard } from './trend-card';

type Props = { params: Promise<{ websiteId: string }>; searchParams: Promise<{ page?: string | string[] }> };

async function readProps({ params, searchParams }: Props) {
  const [{ websiteId }, { page }] = await Promise.all([params, searchParams]);
  return readWebsiteScans(websiteId, typeof page === 'string' ? page : null);
}

export default async function WebsiteScansPage(props: Props) {
  const { context, website, scans, trend, opinions, assets, rescans } = await readProps(props);
  const now = context.clock.now();
  const t = await getTranslations('scans');
  const run = <RunScanButton website={website} label={t('run')} mayRun={mayDo(context, 'scan.run')} />;
  const here = websitePath(website.id, 'scans');
  return (
    <ClientMessages namespaces={['scans', 'opinions']}>
      <WebsiteHead
        website={website}
        tab="scans"
        actions={<Actions {...{ website, run: scans.total > 0 && run }} />}
      />
      <div className="flex flex-col gap-6">
        <TrendCard trend={trend} />
        <div>
          <Card title={t('list.title')} isFlush>
            {scans.total === 0 ? (
              <EmptyState icon={Radar} title={t('empty.title')} action={run}>
                {t('empty.detail')}
              </EmptyState>
            ) : (
              <DataTable
                caption={t('list.title')}
                columns={await listColumns(now)}
                rows={scans.rows}
                rowKey={({ id }) => id}
              />
            )}
          </Card>
          <Pagination page={scans} pageHref={(page) => withQuery(here, { page: String(page) })} />
        </div>
        <RescansCard websiteId={website.id} rescans={rescans} mayRun={mayDo(context, 'scan.run')} />
        <OpinionsCard websiteId={website.id} opinions={opinions} mayEdit={mayDo(context, 'opinion.edit')} />
      </div>
      <WebsiteNextSteps assets={assets} here={here} />
    </ClientMessages>
  );
}

async function listColumns(now: Date): Promise<Column<ScanView>[]> {
  const t = await getTranslations('scans');
  return [
    {
      key: 'created',
      label: t('list.started'),
      isRowHeader: true,
      cell: (scan) => (
        <Link prefetch={false} href={scanPath(scan.id)} className="rounded-4 font-medium hover:underline">
          <DateTime at={scan.createdAt} />
        </Link>
      ),
    },
    { key: 'purpose', label: t('list.purpose'), cell: (scan) => t(`purpose.${scan.purpose}`) },
    { key: 'status', label: t('list.status'), cell: (scan) => <ScanPill scan={scan} now={now} /> },
    {
      key: 'findings',
      label: t('list.findings'),
      align: 'end',
      cell: (scan) => scan.result?.counters.findings ?? '–',
    },
    {
      key: 'valid',
      label: t('list.validUntil'),
      cell: (scan) => (scan.validUntil ? <Validity until={scan.validUntil} /> : '–'),
    },
  ];
}

/** What was accepted for later scans, and a new one. */
async function Actions({ website, run }: { website: { id: string }; run: ReactNode }) {
  const t = await getTranslations('decisions');
  return (
    <>
      <LinkButton href={decisionsPath(website.id)}>{t('link')}</LinkButton>
      {run}
    </>
  );
}
