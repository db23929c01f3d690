import { useTranslations } from 'next-intl';
import { FilterRow } from '@/app/components/filter-row';
import { FilterSelect } from '@/app/components/filter-select';
import { SearchField } from '@/app/components/search-field';
import { CLAIMED_BY, QUEUE_SEVERITIES, WAITING_ON } from '@/lib/appeals/schemas';
import type { QueueQuery } from './queue-query';

type QueueFiltersProps = {
  query: QueueQuery;
  isFiltered: boolean;
  organizations: readonly { id: string; name: string }[];
};

export function QueueFilters({ query, isFiltered, organizations }: QueueFiltersProps) {
  const t = useTranslations('review.filters');
  return (
    <FilterRow action={'/review'} label={t('label')} isFiltered={isFiltered}>
      <SearchField hasKey name="q" label={t('search')} defaultValue={query.q} />
      <div className="min-w-0 sm:max-w-56">
        <FilterSelect
          name="organization"
          label={t('organization')}
          anyLabel={t('anyOrganization')}
          defaultValue={query.organization}
          options={organizations.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </div>
      <FilterSelect
        name="claimed"
        label={t('claimed')}
        anyLabel={t('anyClaimed')}
        defaultValue={query.claimed}
        options={CLAIMED_BY.map((value) => ({ value, label: t(`claimedBy.${value}`) }))}
      />
      <FilterSelect
        name="severity"
        label={t('severity')}
        anyLabel={t('anySeverity')}
        defaultValue={query.severity}
        options={QUEUE_SEVERITIES.map((value) => ({ value, label: t(`severities.${value}`) }))}
      />
      <div className="min-w-0 sm:max-w-40">
        <FilterSelect
          name="waitingOn"
          label={t('waitingOn')}
          anyLabel={t('anyWaitingOn')}
          defaultValue={query.waitingOn}
          options={WAITING_ON.map((value) => ({ value, label: t(`waiting.${value}`) }))}
        />
      </div>
      {query.sort !== '' && <input type="hidden" name="sort" value={query.sort} />}
      {query.direction !== '' && <input type="hidden" name="direction" value={query.direction} />}
    </FilterRow>
  );
}
