import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AssetHead } from '@/app/(desk)/assets/asset-head';
import { EditBlockNotice } from '@/app/(desk)/assets/edit-block-notice';
import { NextStepBar } from '@/app/(desk)/assets/next-step';
import { PageRefresher } from '@/app/(desk)/assets/page-refresher';
import { readHub } from '@/app/(desk)/assets/read-hub';
import { Card } from '@/app/components/card';
import { ClientMessages } from '@/app/components/client-messages';
import { mayDo } from '@/app/may-do';
import { assetPath } from '@/app/paths';
import type { Search } from '@/app/search-parameters';
import { listWebsites } from '@/lib/websites/list-websites';
import { AddWebsiteCard } from './add-website-card';
import { ChosenWebsite } from './chosen-website';

type Props = {
  params: Promise<{ assetId: string }>;
  searchParams: Promise<Search>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { assetId } = await params;
  const [{ hub }, t] = await Promise.all([readHub(assetId), getTranslations('assets')]);
  return { title: `${t('sections.websites.title')} · ${hub.asset.name}` };
}

/** The websites that an asset is sold with: how far each is, and which others could be chosen. */
export default async function AssetWebsitesPage({ params, searchParams }: Props) {
  const { assetId } = await params;
  const [{ context, hub }, query, t] = await Promise.all([
    readHub(assetId),
    searchParams,
    getTranslations('assets.websites'),
  ]);
  const { asset, facts } = hub;
  const search = typeof query.search === 'string' ? query.search : '';
  const blocker = mayDo(context, 'asset.edit') ? hub.editBlocker : 'ROLE';
  const choices = blocker === null ? await listWebsites(context, { search, page: query.page }) : null;
  return (
    <ClientMessages namespaces={['assets']}>
      {facts.websites.some(({ isScanRunning }) => isScanRunning) && <PageRefresher />}
      <AssetHead asset={asset} line={hub.line} section="websites" />
      <div className="flex flex-col gap-6">
        {blocker !== null && <EditBlockNotice assetId={asset.id} blocker={blocker} />}
        <Card title={t('chosen', { count: facts.websites.length })} isFlush>
          {facts.websites.length === 0 ? (
            <p className="px-4 py-6 text-muted">{t(blocker === null ? 'none' : 'noneYet')}</p>
          ) : (
            <ul className="divide-y divide-line">
              {facts.websites.map((site) => (
                <ChosenWebsite
                  key={site.id}
                  isOnly={facts.websites.length === 1}
                  assetId={asset.id}
                  site={site}
                  mayScan={mayDo(context, 'scan.run')}
                  mayRemove={blocker === null}
                />
              ))}
            </ul>
          )}
        </Card>
        {choices !== null && (
          <AddWebsiteCard
            assetId={asset.id}
            chosenIds={new Set(asset.websiteIds)}
            choices={choices}
            search={search}
          />
        )}
      </div>
      <NextStepBar assessed={hub} here={assetPath(asset.id, 'websites')} />
    </ClientMessages>
  );
}
