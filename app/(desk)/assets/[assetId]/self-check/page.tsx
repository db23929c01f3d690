import { Globe } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { AssetHead } from '@/app/(desk)/assets/asset-head';
import { NextStepBar } from '@/app/(desk)/assets/next-step';
import { PageRefresher } from '@/app/(desk)/assets/page-refresher';
import { Card } from '@/app/components/card';
import { ClientMessages } from '@/app/components/client-messages';
import { EmptyState } from '@/app/components/empty-state';
import { LinkButton } from '@/app/components/link-button';
import { Notice } from '@/app/components/notice';
import { Validity } from '@/app/components/validity';
import { StepHelp } from '@/app/help/step-help';
import { mayDo } from '@/app/may-do';
import { assetPath } from '@/app/paths';
import { readSelfCheck } from './read-self-check';
import { WebsiteScanCard } from './website-scan-card';

type Params = { params: Promise<{ assetId: string }> };

/** The scans of an asset's websites: the newest of each, until when it counts, and the button for the next. */
export default async function AssetSelfCheckPage({ params }: Params) {
  const { context, hub, scans } = await readSelfCheck((await params).assetId);
  const t = await getTranslations('assets.selfCheck');
  const { asset, facts, readiness } = hub;
  const isScanned = !readiness.blockers.some(({ section }) => section === 'selfCheck');
  const isWhole = !readiness.warnings.some(({ code }) => code === 'CLASSES_NOT_TESTED');
  return (
    <ClientMessages namespaces={['assets']}>
      {facts.websites.some(({ isScanRunning }) => isScanRunning) && <PageRefresher />}
      <AssetHead asset={asset} line={hub.line} section="selfCheck" />
      <div className="flex flex-col gap-6">
        <StepHelp topic="scanGate" />
        {readiness.releaseSafeUntil !== null && (
          <Notice tone={isWhole ? 'success' : 'neutral'} title={t('safe')}>
            <p>
              {t('until')} <Validity until={readiness.releaseSafeUntil} />
            </p>
          </Notice>
        )}
        {facts.websites.length === 0 && (
          <Card>
            <EmptyState
              icon={Globe}
              title={t('emptyTitle')}
              action={
                <LinkButton href={assetPath(asset.id, 'websites')} look="primary">
                  {t('chooseWebsite')}
                </LinkButton>
              }
            >
              {t('empty')}
            </EmptyState>
          </Card>
        )}
        {facts.websites.map((site) => (
          <WebsiteScanCard
            key={site.id}
            site={site}
            scans={scans.get(site.id) ?? []}
            items={[...readiness.blockers, ...readiness.warnings].filter(
              ({ section, values }) => section === 'selfCheck' && values.website === site.name,
            )}
            mayScan={mayDo(context, 'scan.run')}
            isNext={facts.websites.length === 1 && !isScanned}
          />
        ))}
      </div>
      <NextStepBar assessed={hub} here={assetPath(asset.id, 'selfCheck')} />
    </ClientMessages>
  );
}
