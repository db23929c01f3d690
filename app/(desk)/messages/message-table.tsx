import { useLocale, useTimeZone, useTranslations } from 'next-intl';
import { type Column, DataTable } from '@/app/components/data-table';
import { formatExactly } from '@/lib/i18n/format-instant';
import { DEFAULT_LOCALE, isLocale } from '@/lib/i18n/locales';
import { DEFAULT_ZONE } from '@/lib/i18n/time-zones';
import type { MessageLogRow } from '@/lib/messages/list-messages';
import { restartBlocker } from '@/lib/restarts/rules/restartable';
import { MessageName } from './message-name';
import { ResultPill } from './result-pill';

/** The log: a row a message, each with a box to choose it by. */
export function MessageTable({ rows }: { rows: readonly MessageLogRow[] }) {
  const t = useTranslations('messages');
  const columns: Column<MessageLogRow>[] = [
    { key: 'select', label: t('columns.select'), phone: 'left', cell: (row) => <SelectBox row={row} /> },
    {
      key: 'message',
      label: t('columns.message'),
      isRowHeader: true,
      phone: 'left',
      cell: (row) => <MessageName message={row} assetName={row.assetName} />,
    },
    { key: 'result', label: t('columns.result'), phone: 'first', cell: (row) => <ResultPill call={row} /> },
    {
      key: 'asset',
      label: t('columns.asset'),
      phone: 'hidden',
      cell: ({ assetName }) => (
        <span className="inline-block min-w-20 wrap-break-word">{assetName || t('none')}</span>
      ),
    },
    {
      key: 'resultCode',
      label: t('columns.resultCode'),
      phone: 'second',
      cell: ({ resultCode, failureCode, isPassed }) => (
        <span className="flex flex-col font-mono text-13 max-md:items-end">
          {resultCode ?? t('none')}
          {!isPassed && failureCode !== null && (
            <span className="text-12 wrap-anywhere text-attention max-md:hidden">{failureCode}</span>
          )}
        </span>
      ),
    },
    {
      key: 'status',
      label: t('columns.status'),
      phone: 'hidden',
      align: 'end',
      cell: ({ status }) => (status === null ? t('none') : String(status)),
    },
    {
      key: 'time',
      label: t('columns.time'),
      phone: 'second',
      align: 'end',
      cell: ({ totalMs }) => (
        <span className="whitespace-nowrap">{t('ms', { ms: Math.round(totalMs) })}</span>
      ),
    },
    {
      key: 'attempts',
      label: t('columns.attempts'),
      phone: 'hidden',
      align: 'end',
      cell: ({ attemptCount }) => attemptCount,
    },
  ];
  return <DataTable caption={t('caption')} columns={columns} rows={rows} rowKey={({ id }) => id} isCompact />;
}

function SelectBox({ row }: { row: MessageLogRow }) {
  const t = useTranslations('messages');
  const language = useLocale();
  const locale = isLocale(language) ? language : DEFAULT_LOCALE;
  const { id, activity, createdAt } = row;
  const time = formatExactly(createdAt, locale, useTimeZone() ?? DEFAULT_ZONE);
  return (
    <label className="flex min-h-6 min-w-6 items-center justify-center">
      <input
        type="checkbox"
        name="id"
        value={id}
        data-no-restart={restartBlocker(row) !== null || undefined}
        className="size-4 accent-accent"
      />
      <span className="sr-only">{t('selectRow', { activity, time })}</span>
    </label>
  );
}
