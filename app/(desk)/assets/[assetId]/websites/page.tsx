import { getTranslations } from 'next-intl/server';
import { AssetHead } from '@/app/(desk)/assets/asset-head';
import { EditBlockNotice } from '@/app/(desk)/assets/edit-block-notice';
import { NextStepBar } from '@/app/(desk)/assets/next-step';
import { PageRefresher } from '@/app/(desk)/assets/page-refresher';
import { Card } from '@/app/components/card';
import { ClientMessages } from '@/app/components/client-messages';
import { mayDo } from '@/app/may-do';
import { assetPath } from '@/app/paths';
import { firstValue, type Search } from '@/app/search-parameters';
import { AddWebsiteCard } from './add-website-card';
import { ChosenWebsite } from './chosen-website';
import { readAssetWebsites } from './read-asset-websites';

type Props = {
  params: Promise<{ assetId: string }>;
  searchParams: Promise<Search>;
};

async function readProps({ params, searchParams }: Props) {
  const [{ assetId }, { search, page }] = await Promise.all([params, searchParams]);
  return readAssetWebsites(assetId, firstValue(search), firstValue(page));
}

/** The websites that an asset is sold with: how far each is, and which others could be chosen. */
export default async function AssetWebsitesPage(props: Props) {
  const [{ context, hub, blocker, choices }, { search }, t] = await Promise.all([
    readProps(props),
    props.searchParams,
    getTranslations('assets.websites'),
  ]);
  const { asset, facts } = hub;
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
            search={firstValue(search)}
          />
        )}
      </div>
      <NextStepBar assessed={hub} here={assetPath(asset.id, 'websites')} />
    </ClientMessages>
  );
}
