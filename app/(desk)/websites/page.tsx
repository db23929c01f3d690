import { Globe, Plus } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/components/card';
import { EmptyState } from '@/app/components/empty-state';
import { FilterRow } from '@/app/components/filter-row';
import { FilterSelect } from '@/app/components/filter-select';
import { LinkButton } from '@/app/components/link-button';
import { PageHeader } from '@/app/components/page-header';
import { Pagination } from '@/app/components/pagination';
import { SearchField } from '@/app/components/search-field';
import { UnusableButton } from '@/app/components/unusable-button';
import { requireMemberContext } from '@/app/current-actor';
import { withQuery } from '@/app/paths';
import { firstValue, type Search } from '@/app/search-parameters';
import { listWebsites } from '@/lib/websites/list-websites';
import { OWNERSHIP_STATES } from '@/lib/websites/rules/ownership-state';
import { mayAddWebsites } from './may-add-websites';
import { WebsiteTable } from './website-table';

export default async function WebsitesPage({ searchParams }: { searchParams: Promise<Search> }) {
  const [context, query, t, errors] = await Promise.all([
    requireMemberContext(),
    searchParams,
    getTranslations('websites'),
    getTranslations('errors.websites.blockers'),
  ]);
  const search = firstValue(query.search);
  const ownership = firstValue(query.ownership);
  const websites = await listWebsites(context, { search, ownership, page: firstValue(query.page) });
  const isFiltered = search !== '' || ownership !== '';
  const pageHref = (page: number) => withQuery('/websites', { search, ownership, page: String(page) });
  const add = mayAddWebsites(context) ? (
    <LinkButton href={'/websites/new'} look="primary" icon={Plus}>
      {t('add')}
    </LinkButton>
  ) : (
    <UnusableButton look="primary" reason={errors('ROLE')}>
      {t('add')}
    </UnusableButton>
  );
  const isEmpty = websites.total === 0 && !isFiltered;
  return (
    <>
      <PageHeader
        title={t('title')}
        crumbs={[{ label: t('title') }]}
        lead={t('lead')}
        actions={isEmpty ? undefined : add}
      />
      {!isEmpty && (
        <FilterRow action={'/websites'} label={t('filters')} isFiltered={isFiltered}>
          <SearchField hasKey name="search" label={t('search')} defaultValue={search} />
          <FilterSelect
            name="ownership"
            label={t('ownershipFilter')}
            anyLabel={t('anyOwnership')}
            defaultValue={ownership}
            options={OWNERSHIP_STATES.map((state) => ({ value: state, label: t(`ownership.${state}`) }))}
          />
        </FilterRow>
      )}
      <Card isFlush>
        {isEmpty ? (
          <EmptyState icon={Globe} title={t('empty.title')} action={add}>
            {t('empty.text')}
          </EmptyState>
        ) : websites.total === 0 ? (
          <EmptyState icon={Globe} title={t('nothingFound.title')}>
            {t('nothingFound.text')}
          </EmptyState>
        ) : (
          <WebsiteTable websites={websites.rows} />
        )}
      </Card>
      <Pagination page={websites} pageHref={pageHref} />
    </>
  );
}
