import { SearchX, Tag } from 'lucide-react';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/components/card';
import { type Column, DataTable } from '@/app/components/data-table';
import { DateTime } from '@/app/components/date-time';
import { EmptyState } from '@/app/components/empty-state';
import { FilterRow } from '@/app/components/filter-row';
import { FilterSelect } from '@/app/components/filter-select';
import { LinkButton } from '@/app/components/link-button';
import { PageHeader } from '@/app/components/page-header';
import { Pagination } from '@/app/components/pagination';
import { SearchField } from '@/app/components/search-field';
import { requireMemberContext } from '@/app/current-actor';
import { productPath } from '@/app/paths';
import type { Search } from '@/app/search-parameters';
import { type FlaggedProduct, listProducts } from '@/lib/products/list-products';
import { PRODUCT_STATES } from '@/lib/products/schemas';
import { AssetLink } from './asset-link';
import { describeProductSort, type ProductQuery, productListHref, readProductQuery } from './list-query';
import { ProductState } from './product-state';

/** Every product of the organization: filters, order and page are in the address. */
export default async function ProductsPage({ searchParams }: { searchParams: Promise<Search> }) {
  const [context, search, t] = await Promise.all([
    requireMemberContext(),
    searchParams,
    getTranslations('products'),
  ]);
  const query = readProductQuery(search);
  const isFiltered = query.q !== '' || query.state !== '';
  const products = await listProducts(context, {
    q: query.q,
    state: query.state || null,
    sort: query.sort || undefined,
    direction: query.direction || null,
    page: query.page,
  });
  const isEmpty = products.total === 0 && !isFiltered;
  return (
    <>
      <PageHeader title={t('title')} crumbs={[{ label: t('title') }]} lead={t('lead')} />
      {!isEmpty && <ProductFilters query={query} isFiltered={isFiltered} />}
      <Card isFlush>
        {products.rows.length === 0 && <NoProducts isEmpty={isEmpty} />}
        {products.rows.length > 0 && <ProductTable rows={products.rows} query={query} />}
      </Card>
      {products.rows.length > 0 && (
        <Pagination page={products} pageHref={(page) => productListHref({ ...query, page: String(page) })} />
      )}
    </>
  );
}

async function ProductFilters({ query, isFiltered }: { query: ProductQuery; isFiltered: boolean }) {
  const t = await getTranslations('products');
  return (
    <FilterRow action={'/products'} label={t('filters.label')} isFiltered={isFiltered}>
      <SearchField hasKey name="q" label={t('filters.search')} defaultValue={query.q} />
      <FilterSelect
        name="state"
        label={t('filters.state')}
        anyLabel={t('filters.anyState')}
        defaultValue={query.state}
        options={PRODUCT_STATES.map((state) => ({ value: state, label: t(`states.${state}`) }))}
      />
      {query.sort !== '' && <input type="hidden" name="sort" value={query.sort} />}
      {query.direction !== '' && <input type="hidden" name="direction" value={query.direction} />}
    </FilterRow>
  );
}

async function ProductTable({ rows, query }: { rows: FlaggedProduct[]; query: ProductQuery }) {
  const t = await getTranslations('products');
  const columns: Column<FlaggedProduct>[] = [
    {
      key: 'name',
      label: t('columns.name'),
      isRowHeader: true,
      sort: describeProductSort(query, 'name'),
      cell: ({ product: { id, name } }) => (
        <Link
          prefetch={false}
          href={productPath(id)}
          className="font-medium wrap-anywhere text-text hover:underline"
        >
          {name}
        </Link>
      ),
    },
    { key: 'state', label: t('columns.state'), cell: (row) => <ProductState {...row} /> },
    {
      key: 'asset',
      label: t('columns.asset'),
      sort: describeProductSort(query, 'asset'),
      cell: ({ product }) => (
        <AssetLink product={product} className="wrap-anywhere text-text hover:underline" />
      ),
    },
    {
      key: 'url',
      label: t('columns.url'),
      cell: ({ product: { productionUrl } }) => (
        <span className="font-mono text-13 wrap-anywhere">{productionUrl}</span>
      ),
    },
    {
      key: 'released',
      label: t('columns.released'),
      sort: describeProductSort(query, 'released'),
      cell: ({ product: { releasedAt } }) => <DateTime at={releasedAt} />,
    },
  ];
  return (
    <DataTable caption={t('caption')} columns={columns} rows={rows} rowKey={({ product: { id } }) => id} />
  );
}

/** No row: nothing was released yet, or nothing that the filters let through. */
async function NoProducts({ isEmpty }: { isEmpty: boolean }) {
  const t = await getTranslations('products');
  return isEmpty ? (
    <EmptyState
      icon={Tag}
      title={t('empty.title')}
      action={
        <LinkButton href="/assets?status=APPROVED" look="primary">
          {t('empty.action')}
        </LinkButton>
      }
    >
      {t('empty.what')}
    </EmptyState>
  ) : (
    <EmptyState
      icon={SearchX}
      title={t('noResults.title')}
      action={<LinkButton href={productListHref({})}>{t('noResults.clear')}</LinkButton>}
    >
      {t('noResults.why')}
    </EmptyState>
  );
}
