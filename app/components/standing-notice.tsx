import { useTranslations } from 'next-intl';
import type { StandingChange } from '@/lib/appeals/memory/find-changes';
import type { CarriedDecision } from '@/lib/findings/finding-record';
import type { Standing } from '@/lib/findings/rules/standing';
import { useInstants } from './date-time';
import { Notice } from './notice';

type StandingNoticeProps = {
  standing: Standing<CarriedDecision>;
  /** What differs from what was judged. */
  changes?: readonly StandingChange[];
};

/** What an earlier decision makes of a finding: that it still holds, until when and why, or why it is open again. */
export function StandingNotice({ standing, changes = [] }: StandingNoticeProps) {
  const t = useTranslations('decisions');
  const conclusions = useTranslations('reports.conclusions');
  const show = useInstants();
  const { decision } = standing;
  const name = decision.deciderName ?? t('someone');
  const at = show(decision.decidedAt, { isDayOnly: true }).text;
  const until = show(decision.validUntil, { isDayOnly: true }).text;
  if (standing.state === 'CARRIED')
    return (
      <Notice tone="success" title={t('carried.title', { until })}>
        <p>{t('carried.detail', { name, at, conclusion: conclusions(decision.conclusion) })}</p>
        <p className="wrap-anywhere whitespace-pre-wrap">
          {t('carried.because', { reason: decision.reason })}
        </p>
      </Notice>
    );
  const values = { at, until, reason: decision.revokeReason ?? '' };
  return (
    <Notice tone="attention" title={t('reopened.title')}>
      <p className="wrap-anywhere">{t(`reopened.${standing.reason}`, values)}</p>
      {changes.length > 0 && (
        <ul className="list-disc pl-5">
          {changes.map((change) => (
            <li key={change}>{t(`changes.${change}`)}</li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
