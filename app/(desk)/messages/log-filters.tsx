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
const options = (values: readonly string[], chosen: string) =>
  [...new Set(chosen === '' ? values : [...values, chosen])].map((value) => ({ value, label: value }));

/** The filters of the log: the everyday ones in a row, the others folded. */
export function LogFilters({ query, choices }: LogFiltersProps) {
  const t = useTranslations('messages.filters');
  return (
    <FilterRow action={'/messages'} label={t('label')} isFiltered={isFiltered(query)}>
      <SearchField name="text" label={t('text')} defaultValue={query.text} />
      <div className="min-w-0 sm:max-w-56">
        <FilterSelect
          name="asset"
          label={t('asset')}
          anyLabel={t('anyAsset')}
          defaultValue={query.asset}
          options={choices.assets.map(({ id, name }) => ({ value: id, label: name || id }))}
        />
      </div>
      <FilterSelect
        name="activity"
        label={t('activity')}
        anyLabel={t('anyActivity')}
        defaultValue={query.activity}
        options={options(choices.activities, query.activity)}
      />
      <FilterSelect
        name="result"
        label={t('result')}
        anyLabel={t('anyResult')}
        defaultValue={query.result}
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
        <FilterSelect
          name="protocol"
          label={t('protocol')}
          anyLabel={t('anyProtocol')}
          defaultValue={query.protocol}
          options={options(PROTOCOL_FILTERS, '')}
        />
        <FilterSelect
          name="purpose"
          label={t('purpose')}
          anyLabel={t('anyPurpose')}
          defaultValue={query.purpose}
          options={MESSAGE_PURPOSES.map((value) => ({ value, label: purposes(value) }))}
        />
        <FilterSelect
          name="failureCode"
          label={t('failureCode')}
          anyLabel={t('anyFailureCode')}
          defaultValue={query.failureCode}
          options={options(choices.failureCodes, query.failureCode)}
        />
        <FilterSelect
          name="resultCode"
          label={t('resultCode')}
          anyLabel={t('anyResultCode')}
          defaultValue={query.resultCode}
          options={options(choices.resultCodes, query.resultCode)}
        />
        <FilterSelect
          name="status"
          label={t('status')}
          anyLabel={t('anyStatus')}
          defaultValue={query.status}
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
