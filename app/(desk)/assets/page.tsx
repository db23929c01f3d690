import { Package, SearchX } from 'lucide-react';
import type { Route } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Card } from '@/app/components/card';
import { ClientMessages } from '@/app/components/client-messages';
import { DownloadLink } from '@/app/components/download-link';
import { EmptyState } from '@/app/components/empty-state';
import { LinkButton } from '@/app/components/link-button';
import { PageHeader } from '@/app/components/page-header';
import { Pagination } from '@/app/components/pagination';
import { UnusableButton } from '@/app/components/unusable-button';
import { type PersonContext, requireMemberContext } from '@/app/current-actor';
import { mayDo } from '@/app/may-do';
import type { Search } from '@/app/search-parameters';
import { listSavedViews } from '@/lib/assets/views/list-saved-views';
import { listOpenBulkRuns } from '@/lib/bulk/list-open-bulk-runs';
import { EXPORTED_WORKBOOK_ASSETS } from '@/lib/core/policy';
import { listAssets } from '@/lib/submissions/list-assets';
import { AddAsset } from './add-asset';
import { AssetFilters } from './asset-filters';
import { AssetTable } from './asset-table';
import { OpenRuns } from './bulk/open-runs';
import {
  exportHref,
  isListFiltered,
  type ListQuery,
  listHref,
  readListQuery,
  toListFilter,
  viewHref,
  wholeListHref,
} from './list-query';
import { SavedViews } from './views/saved-views';

/** Every asset of the organization: filters, order and page are in the address. */
export default async function AssetsPage({ searchParams }: { searchParams: Promise<Search> }) {
  const [context, search, t] = await Promise.all([
    requireMemberContext(),
    searchParams,
    getTranslations('assets'),
  ]);
  const query = readListQuery(search);
  const { assets, runs, views } = await readList(context, search);
  const wholeList = wholeListHref(views);
  const isEmpty = assets.total === 0 && !isListFiltered(query);
  const add = <MayAddAsset context={context} />;
  return (
    <ClientMessages
      namespaces={[
        'assets.new',
        'assets.row',
        'assets.views',
        'bulk.bar',
        'bulk.dialog',
        'bulk.group',
        'bulk.row',
      ]}
    >
      <PageHeader
        title={t('title')}
        crumbs={[{ label: t('title') }]}
        lead={t('lead')}
        actions={
          isEmpty ? undefined : (
            <>
              {assets.total > 0 && <Exports query={query} total={assets.total} />}
              {add}
            </>
          )
        }
      />
      {!isEmpty && <SavedViews views={views} query={query} />}
      {!isEmpty && <AssetFilters query={query} websites={assets.websites} wholeList={wholeList} />}
      <OpenRuns runs={runs} />
      {assets.rows.length > 0 ? (
        <AssetTable rows={assets.rows} total={assets.total} query={query} context={context} />
      ) : (
        <Card isFlush>
          <NoAssets isEmpty={isEmpty} add={add} wholeList={wholeList} />
        </Card>
      )}
      {assets.rows.length > 0 && (
        <Pagination page={assets} pageHref={(page) => listHref({ ...query, page: String(page) })} />
      )}
    </ClientMessages>
  );
}

/** A bare address opens the reader's default view. */
async function readList(context: PersonContext, search: Search) {
  const views = await listSavedViews(context);
  const opening = Object.keys(search).length === 0 ? views.find(({ isDefault }) => isDefault) : undefined;
  if (opening) redirect(viewHref(opening.query));
  const [assets, runs] = await Promise.all([
    listAssets(context, toListFilter(readListQuery(search))),
    listOpenBulkRuns(context),
  ]);
  return { assets, runs, views };
}

async function MayAddAsset({ context }: { context: PersonContext }) {
  const t = await getTranslations('assets');
  if (mayDo(context, 'asset.create')) return <AddAsset />;
  return (
    <UnusableButton look="primary" reason={t('roleReason')}>
      {t('new.label')}
    </UnusableButton>
  );
}

/** No row: the organization has no asset yet, or none that the filters let through. */
type NoAssetsProps = { isEmpty: boolean; add: ReactNode; wholeList: Route };

async function NoAssets({ isEmpty, add, wholeList }: NoAssetsProps) {
  const t = await getTranslations('assets');
  return isEmpty ? (
    <EmptyState icon={Package} title={t('empty.title')} action={add}>
      {t('empty.what')}
    </EmptyState>
  ) : (
    <EmptyState
      icon={SearchX}
      title={t('noResults.title')}
      action={<LinkButton href={wholeList}>{t('noResults.clear')}</LinkButton>}
    >
      {t('noResults.why')}
    </EmptyState>
  );
}

/** The rows that the filters let through, as files. */
async function Exports({ query, total }: { query: ListQuery; total: number }) {
  const t = await getTranslations('assets.export');
  return (
    <>
      <DownloadLink href={exportHref(query, 'csv')}>{t('csv')}</DownloadLink>
      {total > EXPORTED_WORKBOOK_ASSETS ? (
        <UnusableButton reason={t('tooMany')}>{t('xlsx')}</UnusableButton>
      ) : (
        <DownloadLink href={exportHref(query, 'xlsx')}>{t('xlsx')}</DownloadLink>
      )}
    </>
  );
}
