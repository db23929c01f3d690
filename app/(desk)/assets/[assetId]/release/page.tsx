import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/components/card';
import { ClientMessages } from '@/app/components/client-messages';
import { Notice } from '@/app/components/notice';
import { PageHeader } from '@/app/components/page-header';
import { UnusableButton } from '@/app/components/unusable-button';
import { Validity } from '@/app/components/validity';
import { StepHelp } from '@/app/help/step-help';
import { mayDo } from '@/app/may-do';
import { assetPath } from '@/app/paths';
import { BlockerList } from './blocker-list';
import { showBlocker } from './blocker-words';
import { readRelease } from './read-release';
import { ReleaseForm } from './release-form';

type Params = { params: Promise<{ assetId: string }> };

/** Releasing an asset as a product: what is in the way first, then the form. */
export default async function ReleasePage({ params }: Params) {
  const { context, release } = await readRelease((await params).assetId);
  const [t, all, assets] = await Promise.all([
    getTranslations('products'),
    getTranslations(),
    getTranslations('assets'),
  ]);
  const { asset, readiness } = release.assessed;
  const { blockers } = release;
  const { releaseSafeUntil } = readiness;
  return (
    <ClientMessages namespaces={['products']}>
      <PageHeader
        title={t('release.title', { name: asset.name })}
        crumbs={[
          { label: assets('title'), href: '/assets' },
          { label: asset.name, href: assetPath(asset.id) },
          { label: t('release.crumb') },
        ]}
      >
        {blockers.length === 0 && (
          <Notice tone="success" title={t('release.ready')}>
            <p>{t('release.readyWhy')}</p>
            {releaseSafeUntil !== null && (
              <p>{t.rich('release.safeUntil', { date: () => <Validity until={releaseSafeUntil} /> })}</p>
            )}
          </Notice>
        )}
      </PageHeader>
      <div className="mb-6">
        <StepHelp topic="productRelease" />
      </div>
      {blockers.length > 0 ? (
        <Card title={t('release.blocked', { count: blockers.length })} isFlush>
          <BlockerList blockers={blockers.map((one) => showBlocker(all, asset.id, one))} />
        </Card>
      ) : (
        <Card title={t('release.form')}>
          {mayDo(context, 'product.release') ? (
            <div className="max-w-xl">
              <ReleaseForm
                assetId={asset.id}
                name={asset.name}
                productionUrl={release.productionUrl}
                debuggedAlgorithm={release.debuggedAlgorithm}
              />
            </div>
          ) : (
            <UnusableButton look="primary" reason={t('roleReason')}>
              {t('release.label')}
            </UnusableButton>
          )}
        </Card>
      )}
    </ClientMessages>
  );
}
