import { Send } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { RunProgress } from '@/app/(desk)/assets/[assetId]/connection/run/run-progress';
import { Card } from '@/app/components/card';
import { EmptyState } from '@/app/components/empty-state';
import { ChecksCard } from '@/app/components/exchange/checks-card';
import { ExchangeCard } from '@/app/components/exchange/exchange-card';
import { ExplanationCard } from '@/app/components/exchange/explanation-card';
import { maskedAttempt } from '@/app/components/exchange/shown-attempt';
import { Notice } from '@/app/components/notice';
import { SignatureStagesCard } from '@/app/components/xray/signature-stages-card';
import type { ConnectionCaseDetails } from '@/lib/connection-tests/get-case';
import { isUnderWay } from '@/lib/connection-tests/rules/live-state';
import { hasText } from '@/lib/i18n/made-key';
import { CallHistoryCard } from './call-history-card';
import { CaseResultNotice } from './case-result-notice';

/**
 * What the newest call of the case came to: the mistake, the verdict, the checks, the exchange, the calls before; while
 * a run is under way, how far it is.
 */
export function CallPanel({ details }: { details: ConnectionCaseDetails }) {
  const t = useTranslations('connection.case');
  const runs = useTranslations('connection-run');
  const { connection, row, entry, lastCall, marks, stages, history } = details;
  const { newestRun } = connection;
  const item = newestRun?.items.find(
    ({ section, activity, caseName }) =>
      section === 'cases' && activity === row.activity && caseName === entry.name,
  );
  const finding = `finding.${item?.finding?.code}`;
  return (
    <div className="flex min-w-0 flex-col gap-6">
      {newestRun && isUnderWay(newestRun) && (
        <div role="status">
          <RunProgress run={{ ...newestRun, isCancelRequested: newestRun.cancelRequestedAt !== null }} />
        </div>
      )}
      {item?.state === 'NOT_RUN' && item.reason && (
        <Notice tone="attention" title={t('notRunTitle')}>
          {runs(`notRun.${item.reason}`)}
        </Notice>
      )}
      {item?.finding && hasText(runs, finding) && (
        <Notice tone="attention" title={runs(finding, item.finding.values)} />
      )}
      {lastCall ? (
        <>
          <div className="top-(--bar-height) z-10 bg-surface pt-2 pb-1 lg:sticky lg:-mt-2">
            <CaseResultNotice call={lastCall} state={entry.state} />
          </div>
          {lastCall.attempt.explanations.map((explanation, index) => (
            <ExplanationCard
              key={explanation.code}
              explanation={explanation}
              excerpt={marks[index] ?? null}
            />
          ))}
          {stages && <SignatureStagesCard stages={stages} explanations={lastCall.attempt.explanations} />}
          <ChecksCard attempt={maskedAttempt(lastCall.attempt)} isFolded />
          <ExchangeCard attempt={maskedAttempt(lastCall.attempt)} hasCurl={lastCall.isPassed} isFolded>
            <p className="max-w-reading text-13 text-muted">{t('masked')}</p>
          </ExchangeCard>
        </>
      ) : (
        <Card>
          <EmptyState icon={Send} title={t('emptyTitle')}>
            {t('emptyText')}
          </EmptyState>
        </Card>
      )}
      {history.length > 0 && <CallHistoryCard history={history} />}
    </div>
  );
}
