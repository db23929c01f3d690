import { Check, X } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type Column, DataTable } from '@/app/components/data-table';
import { DateTime } from '@/app/components/date-time';
import { FoldedCard } from '@/app/components/folded-card';
import { Pill } from '@/app/components/pill';
import { messagePath } from '@/app/paths';
import { textOr } from '@/lib/i18n/text-or';
import type { MessageHead } from '@/lib/messages/message-record';

/** The newest calls of a case; each leads to its place in the message log. */
export function CallHistoryCard({ history }: { history: readonly MessageHead[] }) {
  const t = useTranslations('connection.history');
  const checks = useTranslations('connection-checks.check');
  const columns: Column<MessageHead>[] = [
    {
      key: 'at',
      label: t('at'),
      isRowHeader: true,
      cell: ({ id, createdAt }) => (
        <Link prefetch={false} href={messagePath(id)} className="text-link">
          <DateTime at={createdAt} />
        </Link>
      ),
    },
    {
      key: 'result',
      label: t('result'),
      cell: ({ isPassed, failureCode }) => (
        <span className="flex flex-col gap-1 max-md:items-end">
          <Pill tone={isPassed ? 'success' : 'attention'} icon={isPassed ? Check : X}>
            {t(isPassed ? 'passed' : 'failed')}
          </Pill>
          {failureCode !== null && (
            <span className="text-13 text-muted">{textOr(checks, `${failureCode}.title`, failureCode)}</span>
          )}
        </span>
      ),
    },
    { key: 'resultCode', label: t('code'), cell: ({ resultCode }) => resultCode ?? t('none') },
    {
      key: 'time',
      label: t('time'),
      align: 'end',
      cell: ({ totalMs }) => t('ms', { ms: Math.round(totalMs) }),
    },
  ];
  return (
    <FoldedCard title={t('title')} isFlush>
      <DataTable caption={t('title')} columns={columns} rows={history} rowKey={({ id }) => id} />
    </FoldedCard>
  );
}
