import type { Route } from 'next';
import { useTranslations } from 'next-intl';
import { FilterRow } from '@/app/components/filter-row';
import { FilterSelect } from '@/app/components/filter-select';
import { SearchField } from '@/app/components/search-field';
import { EXPIRY_FILTERS, INTERFACE_STATES } from '@/lib/assets/schemas';
import type { UsedWebsite } from '@/lib/assets/search/store';
import { SUBMISSION_STATUSES } from '@/lib/lifecycle/rules/status';
import { isListFiltered, type ListQuery } from './list-query';

type AssetFiltersProps = { query: ListQuery; websites: readonly UsedWebsite[]; wholeList: Route };

/** The filters of the asset list; its order stays. */
export function AssetFilters({ query, websites, wholeList }: AssetFiltersProps) {
  const t = useTranslations('assets');
  const statuses = useTranslations('common.status');
  return (
    <FilterRow
      action={'/assets'}
      label={t('filters.label')}
      isFiltered={isListFiltered(query)}
      cleared={wholeList}
    >
      <SearchField hasKey name="q" label={t('filters.search')} defaultValue={query.q} />
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
      <FilterSelect
        name="expiry"
        label={t('filters.expiry')}
        anyLabel={t('filters.anyExpiry')}
        defaultValue={query.expiry}
        options={EXPIRY_FILTERS.map((expiry) => ({ value: expiry, label: t(`expiry.${expiry}`) }))}
      />
      <FilterSelect
        name="interfaces"
        label={t('filters.interfaces')}
        anyLabel={t('filters.anyInterfaces')}
        defaultValue={query.interfaces}
        options={INTERFACE_STATES.map((state) => ({ value: state, label: t(`interfaces.${state}`) }))}
      />
      {query.sort !== '' && <input type="hidden" name="sort" value={query.sort} />}
      {query.direction !== '' && <input type="hidden" name="direction" value={query.direction} />}
    </FilterRow>
  );
}
