import { Package } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/components/card';
import { ClientMessages } from '@/app/components/client-messages';
import { EmptyState } from '@/app/components/empty-state';
import { LinkButton } from '@/app/components/link-button';
import { PageHeader } from '@/app/components/page-header';
import { UnusableButton } from '@/app/components/unusable-button';
import { organizationChoices, requireMemberContext } from '@/app/current-actor';
import { mayDo } from '@/app/may-do';
import type { Page } from '@/lib/core/pages';
import { type FlaggedProduct, listProducts } from '@/lib/products/list-products';
import { getOverview, type Overview } from '@/lib/submissions/overview/get-overview';
import { AddAsset } from './assets/add-asset';
import { PageRefresher } from './assets/page-refresher';
import { ExpiringCard } from './expiring-card';
import { OverviewColumn } from './overview-column';

/** Scans and reviews take minutes: what runs need not be asked for as often as on its own page. */
const REFRESH_MS = 5_000;
/** The rest is in the list of products. */
const PRODUCT_CARDS = 3;

/** Whose turn it is, everywhere at once: what needs the seller, what runs, what was done lately. */
export default async function OverviewPage() {
  const [context, organizations, t] = await Promise.all([
    requireMemberContext(),
    organizationChoices(),
    getTranslations('overview'),
  ]);
  const overview = await getOverview(context);
  const products = await listProducts(context, { state: 'FLAGGED', size: PRODUCT_CARDS });
  const { columns, counts, expiring } = overview;
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const organization = organizations.find(({ isCurrent }) => isCurrent)?.name ?? '';
  return (
    <ClientMessages namespaces={['assets']}>
      <PageHeader
        title={t('title')}
        crumbs={[{ label: t('title') }]}
        lead={t('lead', { organization })}
        actions={<LinkButton href="/trends">{t('trends')}</LinkButton>}
      />
      {total === 0 ? (
        <Card>
          <EmptyState
            icon={Package}
            title={t('empty.title')}
            action={
              mayDo(context, 'asset.create') ? (
                <AddAsset />
              ) : (
                <UnusableButton look="primary" reason={t('empty.role')}>
                  {t('empty.add')}
                </UnusableButton>
              )
            }
          >
            {t('empty.what')}
          </EmptyState>
        </Card>
      ) : (
        <div className="flex flex-col gap-6">
          {columns.inProgress.length > 0 && <PageRefresher everyMs={REFRESH_MS} />}
          <Columns overview={overview} products={products} mayAct={mayDo(context, 'asset.edit')} />
          <ExpiringCard rows={expiring} mayScan={mayDo(context, 'scan.run')} />
        </div>
      )}
    </ClientMessages>
  );
}

type ColumnsProps = { overview: Overview; products: Page<FlaggedProduct>; mayAct: boolean };

/** Who acts: the seller, somebody else, nobody. The numbers count every asset, however many cards are shown. */
function Columns({ overview, products, mayAct }: ColumnsProps) {
  const { columns, counts, approvedToLookAt } = overview;
  const selfChecks = columns.inProgress.filter(({ kind }) => kind === 'SELF_CHECK').length;
  return (
    <div className="grid items-start gap-6 lg:grid-cols-3">
      <OverviewColumn
        kind="needsYou"
        mayAct={mayAct}
        products={products}
        cards={columns.needsYou}
        total={counts.DRAFT - selfChecks + counts.REJECTED + approvedToLookAt}
        href={'/assets'}
      />
      <OverviewColumn
        kind="inProgress"
        mayAct={mayAct}
        cards={columns.inProgress}
        total={counts.SCANNING + counts.REVIEWING + selfChecks}
        href={'/requests'}
      />
      <OverviewColumn
        kind="doneRecently"
        mayAct={mayAct}
        cards={columns.doneRecently}
        total={columns.doneRecently.length}
        href="/assets?status=APPROVED"
      />
    </div>
  );
}
