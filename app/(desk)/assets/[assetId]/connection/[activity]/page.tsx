import type { Metadata, Route } from 'next';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { getCase } from '@/lib/connection-tests/get-case';
import { isUnderWay, shownState } from '@/lib/connection-tests/rules/shown-state';
import { ClientMessages } from '../../../../../components/client-messages';
import { PageHeader } from '../../../../../components/page-header';
import { Tabs } from '../../../../../components/tabs';
import { requireMemberContext } from '../../../../../current-actor';
import { assetPath } from '../../../asset-paths';
import { PageRefresher } from '../../../page-refresher';
import { mayDo, orNotFound } from '../../../read-page';
import { CasePill } from '../case-pill';
import { casePath } from '../connection-paths';
import { LockNotice } from '../lock-notice';
import { BuilderCard } from './builder-card';
import { CallPanel } from './call-panel';

type Params = { params: Promise<{ assetId: string; activity: string }> };

const readPage = cache(async (assetId: string, activity: string) => {
  const context = await requireMemberContext();
  return { context, details: await orNotFound(getCase(context, assetId, activity)) };
});

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const { assetId, activity } = await params;
  const { details } = await readPage(assetId, activity);
  return { title: `${activity} · ${details.connection.asset.name}` };
}

/** One case: the request builder, and what the seller answered last. */
export default async function CasePage({ params }: Params) {
  const { assetId, activity } = await params;
  const { context, details } = await readPage(assetId, activity);
  const [t, checks] = await Promise.all([
    getTranslations('connection'),
    getTranslations('connection-checks'),
  ]);
  const { connection, row } = details;
  const { asset, lock, newestRun, cases } = connection;
  return (
    <ClientMessages namespaces={['connection', 'connection-checks']}>
      {isUnderWay(newestRun) && <PageRefresher everyMs={1_000} />}
      <PageHeader
        title={activity}
        crumbs={[
          { label: t('assets'), href: '/assets' as Route },
          { label: asset.name, href: assetPath(asset.id) },
          { label: t('title'), href: assetPath(asset.id, 'connection') },
          { label: activity },
        ]}
        status={<CasePill state={shownState(activity, row.state, newestRun)} />}
        lead={checks(`activity.${activity}`)}
      >
        {lock && <LockNotice assetId={asset.id} lock={lock} />}
      </PageHeader>
      <Tabs
        label={t('case.tabs')}
        tabs={cases.map((one) => ({
          href: casePath(asset.id, one.activity),
          label: one.activity,
          isCurrent: one.activity === activity,
        }))}
      />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,24rem)_minmax(0,1fr)]">
        <BuilderCard details={details} mayRun={mayDo(context, 'connection.run')} />
        <CallPanel details={details} />
      </div>
    </ClientMessages>
  );
}
