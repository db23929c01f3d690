import { Ban, Check, Hourglass, LoaderCircle, OctagonAlert } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { PageRefresher } from '@/app/(desk)/assets/page-refresher';
import { MessageName } from '@/app/(desk)/messages/message-name';
import { Card } from '@/app/components/card';
import { type Column, DataTable } from '@/app/components/data-table';
import { Notice } from '@/app/components/notice';
import { PageHeader } from '@/app/components/page-header';
import { Pill, type PillLook } from '@/app/components/pill';
import type { RestartDetails } from '@/lib/restarts/get-restart';
import { readRestart } from './read-restart';

type Row = RestartDetails['rows'][number];

const LOOKS: Record<Row['state'], PillLook> = {
  WAITING: { tone: 'progress', icon: Hourglass },
  SENDING: { tone: 'progress', icon: LoaderCircle, isSpinning: true },
  PASSED: { tone: 'success', icon: Check },
  FAILED: { tone: 'attention', icon: OctagonAlert },
  NOT_SENT: { tone: 'neutral', icon: Ban },
};

/** What became of messages that were sent again, one by one, while it happens and afterwards. */
export default async function RestartResultPage({ params }: { params: Promise<{ restartId: string }> }) {
  const [{ restartId }, t, log, reasons] = await Promise.all([
    params,
    getTranslations('messages.restart.result'),
    getTranslations('messages'),
    getTranslations('messages.restart.reason'),
  ]);
  const { rows, finishedAt } = await readRestart(restartId);
  const count = (wanted: Row['state']) => rows.filter(({ state }) => state === wanted).length;
  const failed = count('FAILED');
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
      cell: ({ state, reason }) => (
        <span className="flex flex-col gap-1 max-md:items-end">
          <Pill {...LOOKS[state]}>{t(state)}</Pill>
          {reason !== null && <span className="text-13 text-muted">{reasons(reason)}</span>}
        </span>
      ),
    },
  ];
  return (
    <>
      {finishedAt === null && <PageRefresher everyMs={1_000} />}
      <PageHeader
        title={t('title')}
        crumbs={[{ label: log('title'), href: '/messages' }, { label: t('title') }]}
        lead={t('lead')}
      />
      <div className="flex flex-col gap-6">
        <div role="status">
          <Notice
            tone={finishedAt === null ? 'progress' : failed > 0 ? 'attention' : 'success'}
            title={finishedAt === null ? t('running') : t('done')}
          >
            {t('summary', { passed: count('PASSED'), failed, notSent: count('NOT_SENT') })}
          </Notice>
        </div>
        <Card isFlush>
          <DataTable
            caption={t('caption')}
            columns={columns}
            rows={rows}
            rowKey={({ messageId }) => messageId}
          />
        </Card>
      </div>
    </>
  );
}
