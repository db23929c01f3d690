import { useTranslations } from 'next-intl';
import { DateTime } from '@/app/components/date-time';
import { Notice } from '@/app/components/notice';
import type { DecisionRecord } from '@/lib/appeals/appeal-record';

/** How the last review ended, who decided, and why. */
export function DecisionNotice({ decisions }: { decisions: readonly DecisionRecord[] }) {
  const t = useTranslations('appeals.decision');
  const [latest] = decisions;
  if (!latest) return null;
  return (
    <Notice tone={latest.outcome === 'ACCEPTED' ? 'success' : 'attention'} title={t(latest.outcome)}>
      {latest.reason !== '' && <p className="wrap-anywhere whitespace-pre-wrap">{latest.reason}</p>}
      <p className="text-13 text-muted">
        {latest.reviewerName ?? t('someone')} · <DateTime at={latest.at} />
      </p>
    </Notice>
  );
}
