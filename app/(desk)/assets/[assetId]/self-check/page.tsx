import { Globe } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AssetHead } from '@/app/(desk)/assets/asset-head';
import { NextStepBar } from '@/app/(desk)/assets/next-step';
import { PageRefresher } from '@/app/(desk)/assets/page-refresher';
import { readHub } from '@/app/(desk)/assets/read-hub';
import { Card } from '@/app/components/card';
import { ClientMessages } from '@/app/components/client-messages';
import { EmptyState } from '@/app/components/empty-state';
import { LinkButton } from '@/app/components/link-button';
import { Notice } from '@/app/components/notice';
import { Validity } from '@/app/components/validity';
import { mayDo } from '@/app/may-do';
import { assetPath } from '@/app/paths';
import { listScans } from '@/lib/scans/list-scans';
import { WebsiteScanCard } from './website-scan-card';

type Params = { params: Promise<{ assetId: string }> };

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const { assetId } = await params;
  const [{ hub }, t] = await Promise.all([readHub(assetId), getTranslations('assets')]);
  return { title: `${t('sections.selfCheck.title')} · ${hub.asset.name}` };
}

/** The scans of an asset's websites: the newest of each, until when it counts, and the button for the next. */
export default async function AssetSelfCheckPage({ params }: Params) {
  const { context, hub } = await readHub((await params).assetId);
  const t = await getTranslations('assets.selfCheck');
  const { asset, facts, readiness } = hub;
  const isScanned = !readiness.blockers.some(({ section }) => section === 'selfCheck');
  const isWhole = !readiness.warnings.some(({ code }) => code === 'CLASSES_NOT_TESTED');
  const sites = await Promise.all(
    facts.websites.map(async (site) => ({
      site,
      scans: (await listScans(context, site.id)).rows.slice(0, 3),
    })),
  );
  return (
    <ClientMessages namespaces={['assets']}>
      {facts.websites.some(({ isScanRunning }) => isScanRunning) && <PageRefresher />}
      <AssetHead asset={asset} line={hub.line} section="selfCheck" />
      <div className="flex flex-col gap-6">
        {readiness.releaseSafeUntil !== null && (
          <Notice tone={isWhole ? 'success' : 'neutral'} title={t('safe')}>
            <p>
              {t('until')} <Validity until={readiness.releaseSafeUntil} />
            </p>
          </Notice>
        )}
        {sites.length === 0 && (
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
        {sites.map(({ site, scans }) => (
          <WebsiteScanCard
            key={site.id}
            site={site}
            scans={scans}
            items={[...readiness.blockers, ...readiness.warnings].filter(
              ({ section, values }) => section === 'selfCheck' && values.website === site.name,
            )}
            mayScan={mayDo(context, 'scan.run')}
            isNext={sites.length === 1 && !isScanned}
          />
        ))}
      </div>
      <NextStepBar assessed={hub} here={assetPath(asset.id, 'selfCheck')} />
    </ClientMessages>
  );
}
