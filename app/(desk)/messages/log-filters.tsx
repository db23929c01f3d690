import { useTranslations } from 'next-intl';
import { FilterRow } from '@/app/components/filter-row';
import { FilterSelect } from '@/app/components/filter-select';
import { SearchField } from '@/app/components/search-field';
import type { LogChoices } from '@/lib/messages/list-message-choices';
import { MESSAGE_PURPOSES } from '@/lib/messages/message-record';
import { MESSAGE_RESULTS } from '@/lib/messages/rules/message-result';
import { PROTOCOL_FILTERS, STATUS_FILTERS } from '@/lib/messages/schemas';
import { FilterField } from './filter-field';
import { hasMoreFilters, isFiltered, type LogQuery } from './log-query';

type LogFiltersProps = { query: LogQuery; choices: LogChoices };

/** The chosen value stays available even if no message has it. */
const toOptions = (values: readonly string[], chosen: string) =>
  [...new Set(chosen === '' ? values : [...values, chosen])].map((value) => ({ value, label: value }));

const ANY = {
  asset: 'anyAsset',
  activity: 'anyActivity',
  result: 'anyResult',
  protocol: 'anyProtocol',
  purpose: 'anyPurpose',
  failureCode: 'anyFailureCode',
  resultCode: 'anyResultCode',
  status: 'anyStatus',
} as const;

type LogSelectProps = {
  name: keyof typeof ANY;
  query: LogQuery;
  options: readonly { value: string; label: string }[];
};

function LogSelect({ name, query, options }: LogSelectProps) {
  const t = useTranslations('messages.filters');
  return (
    <FilterSelect
      name={name}
      label={t(name)}
      anyLabel={t(ANY[name])}
      defaultValue={query[name]}
      options={options}
    />
  );
}

/** The filters of the log: the everyday ones in a row, the others folded. */
export function LogFilters({ query, choices }: LogFiltersProps) {
  const t = useTranslations('messages.filters');
  return (
    <FilterRow action={'/messages'} label={t('label')} isFiltered={isFiltered(query)}>
      <SearchField hasKey name="text" label={t('text')} defaultValue={query.text} />
      <div className="min-w-0 sm:max-w-56">
        <LogSelect
          name="asset"
          query={query}
          options={choices.assets.map(({ id, name }) => ({ value: id, label: name || id }))}
        />
      </div>
      <LogSelect name="activity" query={query} options={toOptions(choices.activities, query.activity)} />
      <LogSelect
        name="result"
        query={query}
        options={MESSAGE_RESULTS.map((value) => ({ value, label: t(`results.${value}`) }))}
      />
      <MoreFilters query={query} choices={choices} />
    </FilterRow>
  );
}

function MoreFilters({ query, choices }: LogFiltersProps) {
  const t = useTranslations('messages.filters');
  const purposes = useTranslations('messages.purposes');
  return (
    <details open={hasMoreFilters(query)} className="order-last col-span-full w-full">
      <summary className="w-fit cursor-pointer rounded-4 py-1 text-13 text-muted hover:text-text">
        {t('more')}
      </summary>
      <div className="grid grid-cols-2 items-end gap-3 pt-2 sm:flex sm:flex-wrap">
        <LogSelect name="protocol" query={query} options={toOptions(PROTOCOL_FILTERS, '')} />
        <LogSelect
          name="purpose"
          query={query}
          options={MESSAGE_PURPOSES.map((value) => ({ value, label: purposes(value) }))}
        />
        {(['failureCode', 'resultCode'] as const).map((name) => (
          <LogSelect
            key={name}
            name={name}
            query={query}
            options={toOptions(choices[`${name}s`], query[name])}
          />
        ))}
        <LogSelect
          name="status"
          query={query}
          options={STATUS_FILTERS.map((value) => ({
            value,
            label: value === 'none' ? t('statusNone') : value,
          }))}
        />
        <FilterField name="from" type="datetime-local" label={t('from')} defaultValue={query.from} />
        <FilterField name="to" type="datetime-local" label={t('to')} defaultValue={query.to} />
        <FilterField
          name="path"
          type="text"
          label={t('path')}
          defaultValue={query.path}
          hint={t('pathHint')}
        />
      </div>
    </details>
  );
}
