import { Package, SearchX } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Card } from '@/app/components/card';
import { ClientMessages } from '@/app/components/client-messages';
import { EmptyState } from '@/app/components/empty-state';
import { FilterRow } from '@/app/components/filter-row';
import { FilterSelect } from '@/app/components/filter-select';
import { LinkButton } from '@/app/components/link-button';
import { PageHeader } from '@/app/components/page-header';
import { Pagination } from '@/app/components/pagination';
import { SearchField } from '@/app/components/search-field';
import { UnusableButton } from '@/app/components/unusable-button';
import { requireMemberContext } from '@/app/current-actor';
import { mayDo } from '@/app/may-do';
import type { Search } from '@/app/search-parameters';
import type { UsedWebsite } from '@/lib/assets/search/store';
import { SUBMISSION_STATUSES } from '@/lib/lifecycle/rules/status';
import { listAssets } from '@/lib/submissions/list-assets';
import { AddAsset } from './add-asset';
import { AssetTable } from './asset-table';
import { type ListQuery, listHref, readListQuery } from './list-query';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('assets'))('title') };
}

/** Every asset of the organization: filters, order and page are in the address. */
export default async function AssetsPage({ searchParams }: { searchParams: Promise<Search> }) {
  const [context, search, t] = await Promise.all([
    requireMemberContext(),
    searchParams,
    getTranslations('assets'),
  ]);
  const query = readListQuery(search);
  const isFiltered = query.q !== '' || query.status !== '' || query.website !== '';
  const assets = await listAssets(context, {
    q: query.q,
    status: query.status || null,
    website: query.website || null,
    sort: query.sort || undefined,
    direction: query.direction || null,
    page: query.page,
  });
  const isEmpty = assets.total === 0 && !isFiltered;
  const add = mayDo(context, 'asset.create') ? (
    <AddAsset />
  ) : (
    <UnusableButton look="primary" reason={t('roleReason')}>
      {t('new.label')}
    </UnusableButton>
  );
  return (
    <ClientMessages namespaces={['assets.new', 'assets.row']}>
      <PageHeader
        title={t('title')}
        crumbs={[{ label: t('title') }]}
        lead={t('lead')}
        actions={isEmpty ? undefined : add}
      />
      {!isEmpty && <AssetFilters query={query} isFiltered={isFiltered} websites={assets.websites} />}
      <Card isFlush>
        {assets.rows.length === 0 && <NoAssets isEmpty={isEmpty} add={add} />}
        {assets.rows.length > 0 && <AssetTable rows={assets.rows} query={query} context={context} />}
      </Card>
      {assets.rows.length > 0 && (
        <Pagination page={assets} pageHref={(page) => listHref({ ...query, page: String(page) })} />
      )}
    </ClientMessages>
  );
}

type AssetFiltersProps = { query: ListQuery; isFiltered: boolean; websites: readonly UsedWebsite[] };

async function AssetFilters({ query, isFiltered, websites }: AssetFiltersProps) {
  const [t, statuses] = await Promise.all([getTranslations('assets'), getTranslations('common.status')]);
  return (
    <FilterRow action={'/assets'} label={t('filters.label')} isFiltered={isFiltered}>
      <SearchField name="q" label={t('filters.search')} defaultValue={query.q} />
      <FilterSelect
        name="status"
        label={t('filters.status')}
        anyLabel={t('filters.anyStatus')}
        defaultValue={query.status}
        options={SUBMISSION_STATUSES.map((status) => ({ value: status, label: statuses(status) }))}
      />
      {websites.length > 0 && (
        <div className="min-w-0 sm:max-w-64">
          <FilterSelect
            name="website"
            label={t('filters.website')}
            anyLabel={t('filters.anyWebsite')}
            defaultValue={query.website}
            options={websites.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </div>
      )}
      {query.sort !== '' && <input type="hidden" name="sort" value={query.sort} />}
      {query.direction !== '' && <input type="hidden" name="direction" value={query.direction} />}
    </FilterRow>
  );
}

/** No row: the organization has no asset yet, or none that the filters let through. */
async function NoAssets({ isEmpty, add }: { isEmpty: boolean; add: ReactNode }) {
  const t = await getTranslations('assets');
  return isEmpty ? (
    <EmptyState icon={Package} title={t('empty.title')} action={add}>
      {t('empty.what')}
    </EmptyState>
  ) : (
    <EmptyState
      icon={SearchX}
      title={t('noResults.title')}
      action={<LinkButton href={listHref({})}>{t('noResults.clear')}</LinkButton>}
    >
      {t('noResults.why')}
    </EmptyState>
  );
}
