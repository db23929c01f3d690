import { useTranslations } from 'next-intl';
import { DataTable } from '@/app/components/data-table';
import { REFUSAL_CODES, REFUSAL_STATUS } from '@/lib/api/rules/api-refusal';
import { ERROR_STATUS, type ErrorCode } from '@/lib/core/errors';

const CODES = { ...ERROR_STATUS, ...REFUSAL_STATUS };
const ROWS = [...(Object.keys(ERROR_STATUS) as ErrorCode[]), ...REFUSAL_CODES];

/** Every code with which a request can be refused; the problems' addresses lead here. */
export function FailureTable() {
  const t = useTranslations('api');
  return (
    <DataTable
      caption={t('page.failures')}
      rows={ROWS}
      rowKey={(code) => code}
      columns={[
        {
          key: 'code',
          label: t('page.code'),
          isRowHeader: true,
          cell: (code) => (
            <span id={code} className="scroll-mt-20 font-mono text-13 wrap-anywhere">
              {code}
            </span>
          ),
        },
        { key: 'status', label: t('page.status'), align: 'end', cell: (code) => CODES[code] },
        { key: 'meaning', label: t('page.meaning'), cell: (code) => t(`codes.${code}`) },
      ]}
    />
  );
}
