import { Send } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ConnectionCaseDetails } from '@/lib/connection-tests/get-case';
import { isUnderWay } from '@/lib/connection-tests/rules/shown-state';
import { Card } from '../../../../../components/card';
import { EmptyState } from '../../../../../components/empty-state';
import { ChecksCard } from '../../../../../components/exchange/checks-card';
import { ExchangeCard } from '../../../../../components/exchange/exchange-card';
import { maskedAttempt } from '../../../../../components/exchange/shown-attempt';
import { Notice } from '../../../../../components/notice';
import { RunProgress } from '../run-progress';
import { VerdictNotice } from './verdict-notice';

/** What the newest call of the case came to: verdict, checks, exchange; while a run is under way, how far it is. */
export function CallPanel({ details: { connection, row, lastCall } }: { details: ConnectionCaseDetails }) {
  const t = useTranslations('connection.case');
  const runs = useTranslations('connection.run');
  const { newestRun } = connection;
  const item = newestRun?.items.find(({ activity }) => activity === row.activity);
  return (
    <div className="flex min-w-0 flex-col gap-6">
      {newestRun && isUnderWay(newestRun) && <RunProgress run={newestRun} />}
      {item?.state === 'NOT_RUN' && item.reason && (
        <Notice tone="attention" title={runs('notRunTitle')}>
          {runs(`notRun.${item.reason}`)}
        </Notice>
      )}
      {lastCall ? (
        <>
          <VerdictNotice call={lastCall} state={row.state} />
          <ChecksCard attempt={maskedAttempt(lastCall.attempt)} />
          <ExchangeCard attempt={maskedAttempt(lastCall.attempt)} hasCurl={lastCall.isPassed} />
        </>
      ) : (
        <Card>
          <EmptyState icon={Send} title={t('emptyTitle')}>
            {t('emptyText')}
          </EmptyState>
        </Card>
      )}
    </div>
  );
}
