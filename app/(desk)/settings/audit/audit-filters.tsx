import { useTranslations } from 'next-intl';
import { FilterField } from '@/app/(desk)/messages/filter-field';
import { FilterRow } from '@/app/components/filter-row';
import { FilterSelect } from '@/app/components/filter-select';
import { SearchField } from '@/app/components/search-field';
import { EVENT_SUBJECTS } from '@/lib/audit/rules/audit-subjects';
import { type AuditQuery, isAuditFiltered } from './audit-query';

type AuditFiltersProps = { query: AuditQuery; assets: readonly { id: string; name: string }[] };

/** The filters of the audit log. */
export function AuditFilters({ query, assets }: AuditFiltersProps) {
  const t = useTranslations('settings.audit.filters');
  return (
    <FilterRow action="/settings/audit" label={t('label')} isFiltered={isAuditFiltered(query)}>
      <SearchField hasKey name="text" label={t('text')} defaultValue={query.text} />
      <FilterSelect
        name="subject"
        label={t('subject')}
        anyLabel={t('anySubject')}
        defaultValue={query.subject}
        options={EVENT_SUBJECTS.map((value) => ({ value, label: t(`subjects.${value}`) }))}
      />
      {(assets.length > 0 || query.asset !== '') && (
        <div className="min-w-0 sm:max-w-56">
          <FilterSelect
            name="asset"
            label={t('asset')}
            anyLabel={t('anyAsset')}
            defaultValue={query.asset}
            options={assets.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </div>
      )}
      <FilterField name="from" type="datetime-local" label={t('from')} defaultValue={query.from} />
      <FilterField name="to" type="datetime-local" label={t('to')} defaultValue={query.to} />
    </FilterRow>
  );
}
