import { Ban, Send } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { MessageName } from '@/app/(desk)/messages/message-name';
import { type Column, DataTable } from '@/app/components/data-table';
import { Pill } from '@/app/components/pill';
import type { RestartPreview } from '@/lib/restarts/preview-restart';

type Row = RestartPreview['rows'][number];

/** What will happen with each of the chosen messages. */
export function PreviewTable({ rows }: { rows: readonly Row[] }) {
  const t = useTranslations('messages.restart');
  const columns: Column<Row>[] = [
    {
      key: 'message',
      label: t('columns.message'),
      isRowHeader: true,
      cell: ({ message }) => <MessageName message={message} />,
    },
    {
      key: 'outcome',
      label: t('columns.outcome'),
      cell: ({ reason }) =>
        reason === null ? (
          <Pill tone="progress" icon={Send}>
            {t('willSend')}
          </Pill>
        ) : (
          <span className="flex flex-col gap-1 max-md:items-end">
            <Pill tone="neutral" icon={Ban}>
              {t('result.NOT_SENT')}
            </Pill>
            <span className="text-13 text-muted">{t(`reason.${reason}`)}</span>
          </span>
        ),
    },
  ];
  return (
    <DataTable caption={t('caption')} columns={columns} rows={rows} rowKey={({ messageId }) => messageId} />
  );
}
