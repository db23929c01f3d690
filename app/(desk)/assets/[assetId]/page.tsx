import { getTranslations } from 'next-intl/server';
import { PageRefresher } from '@/app/(desk)/assets/page-refresher';
import { readHub } from '@/app/(desk)/assets/read-hub';
import { WhatHappensNext } from '@/app/(desk)/requests/what-happens-next';
import { StatusLinePill } from '@/app/(desk)/status-line-pill';
import { DriftCard } from '@/app/(desk)/websites/drift-card';
import { Card } from '@/app/components/card';
import { ClientMessages } from '@/app/components/client-messages';
import { PageHeader } from '@/app/components/page-header';
import { mayDo } from '@/app/may-do';
import { isApproved, isScanning } from '@/lib/lifecycle/rules/status';
import { AssetTimeline } from './asset-timeline';
import { HubActions, isReleaseNext } from './hub-actions';
import { HubNotices } from './hub-notices';
import { ProductsCard } from './products-card';
import { ReadyCard } from './ready-card';
import { SectionList } from './section-list';

type Params = { params: Promise<{ assetId: string }> };

/** The hub of an asset: its state, what happens next, its sections and what is in the way. */
export default async function AssetHubPage({ params }: Params) {
  const { context, hub, drift } = await readHub((await params).assetId);
  const t = await getTranslations('assets');
  const { asset, readiness, facts } = hub;
  const mayAct = mayDo(context, 'asset.edit');
  const isMoving = isScanning(asset.status) || facts.websites.some(({ isScanRunning }) => isScanRunning);
  return (
    <ClientMessages namespaces={['assets', 'requests']}>
      {isMoving && <PageRefresher />}
      <PageHeader
        title={asset.name}
        crumbs={[{ label: t('title'), href: '/assets' }, { label: asset.name }]}
        status={<StatusLinePill line={hub.line} />}
        lead={t(`categories.${asset.category}`)}
        actions={<HubActions hub={hub} context={context} />}
      >
        <WhatHappensNext line={hub.line} mayAct={mayAct} />
        <HubNotices hub={hub} />
      </PageHeader>
      <div className="grid items-start gap-6 lg:grid-cols-[1fr_20rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <Card title={t('sectionsTitle')} isFlush>
            <SectionList hub={hub} />
          </Card>
          {(isApproved(asset.status) || asset.products.length > 0) && (
            <ProductsCard
              asset={asset}
              isReleasable={isApproved(asset.status) && !isReleaseNext(hub, context)}
            />
          )}
          <DriftCard drift={drift} assetId={asset.id} mayAccept={mayDo(context, 'drift.accept')} />
          <ReadyCard assetId={asset.id} readiness={readiness} line={hub.line} mayAct={mayAct} />
        </div>
        <Card title={t('timeline')}>
          <AssetTimeline
            rows={hub.timeline}
            websites={new Map(facts.websites.map(({ id, name }) => [id, name]))}
          />
        </Card>
      </div>
    </ClientMessages>
  );
}
