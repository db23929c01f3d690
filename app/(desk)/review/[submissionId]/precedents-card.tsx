import { useTranslations } from 'next-intl';
import { VerdictPill } from '@/app/(desk)/finding-state-pill';
import { Card } from '@/app/components/card';
import { DateTime } from '@/app/components/date-time';
import { Folded } from '@/app/components/folded';
import type { Precedent } from '@/lib/appeals/memory/store';
import { isReasonCode } from '@/lib/reports/rules/reason-code';

const LIKENESSES = ['SAME', 'LOOKALIKE', 'RULE'] as const;

/** What was decided before: on this finding, on those that look like it, and on others that the same check reports. */
export function PrecedentsCard({ precedents }: { precedents: readonly Precedent[] }) {
  const t = useTranslations('review.precedents');
  return (
    <Card title={t('title')}>
      {precedents.length === 0 && <p className="text-muted">{t('none')}</p>}
      <div className="flex flex-col gap-4">
        {LIKENESSES.map((likeness) => {
          const alike = precedents.filter((one) => one.likeness === likeness);
          return (
            alike.length > 0 && (
              <section key={likeness} className="flex flex-col gap-2">
                <h3 className="text-13 font-semibold">{t(`likeness.${likeness}`)}</h3>
                <ul className="flex flex-col gap-3">
                  {alike.map((one) => (
                    <li key={`${one.findingId}-${one.at.getTime()}`}>
                      <PrecedentView precedent={one} />
                    </li>
                  ))}
                </ul>
              </section>
            )
          );
        })}
      </div>
    </Card>
  );
}

function PrecedentView({ precedent }: { precedent: Precedent }) {
  const t = useTranslations('review');
  const reports = useTranslations('reports');
  const { outcome, conclusion, reasonCode, explanation, reason, reviewerName, at } = precedent;
  const { method, url, organizationName, validUntil, revokedAt } = precedent;
  return (
    <div className="flex flex-col gap-1 border-l-2 border-line pl-3 text-13">
      <span className="flex flex-wrap items-center gap-x-2">
        <VerdictPill outcome={outcome} isLastLook />
        <span className="min-w-0 font-mono text-12 wrap-anywhere">
          {method} {url}
        </span>
      </span>
      <span className="wrap-anywhere whitespace-pre-wrap">{reason}</span>
      {conclusion && (
        <Folded
          summary={t('precedents.sellerSaid', {
            conclusion: reports(`conclusions.${conclusion}`),
            hasReason: String(isReasonCode(reasonCode)),
            reason: isReasonCode(reasonCode) ? reports(`reasons.${reasonCode}`) : '',
          })}
        >
          <p className="wrap-anywhere whitespace-pre-wrap">{explanation}</p>
        </Folded>
      )}
      <span className="wrap-anywhere text-muted">
        {organizationName} · {reviewerName ?? t('verdict.someone')} · <DateTime at={at} isDayOnly />
      </span>
      {validUntil && (
        <span className="text-muted">
          {revokedAt
            ? t('precedents.revoked')
            : t.rich('precedents.validUntil', { at: () => <DateTime at={validUntil} isDayOnly /> })}
        </span>
      )}
    </div>
  );
}
