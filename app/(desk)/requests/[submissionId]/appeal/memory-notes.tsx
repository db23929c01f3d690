import { useTranslations } from 'next-intl';
import { Notice } from '@/app/components/notice';
import { StandingNotice } from '@/app/components/standing-notice';
import type { FindingMemory } from '@/lib/appeals/memory/get-finding-memory';
import { isReasonCode } from '@/lib/reports/rules/reason-code';

/** What is remembered of a finding: earlier decisions, where the form's first text is from, and what convinced elsewhere. */
export function MemoryNotes({ memory, isPrefilled }: { memory: FindingMemory; isPrefilled: boolean }) {
  const t = useTranslations('decisions');
  const conclusions = useTranslations('reports.conclusions');
  const reasons = useTranslations('reports.reasons');
  const { standing, changes, suggestion, advice } = memory;
  return (
    <>
      {standing && <StandingNotice standing={standing} changes={changes} />}
      {isPrefilled && suggestion && (
        <Notice tone="neutral" title={t(suggestion.isSame ? 'suggestion.same' : 'suggestion.alike')} />
      )}
      {advice.length > 0 && (
        <section className="flex flex-col gap-1">
          <h3 className="text-13 font-semibold">{t('advice.title')}</h3>
          <ul className="list-disc pl-5 text-13">
            {advice.map(({ conclusion, reasonCode, hasReference, cases, accepted }) => (
              <li key={`${conclusion} ${reasonCode} ${hasReference}`}>
                {t('advice.row', {
                  conclusion: conclusions(conclusion),
                  hasReason: String(isReasonCode(reasonCode)),
                  reason: isReasonCode(reasonCode) ? reasons(reasonCode) : '',
                  hasReference: String(hasReference),
                  cases,
                  accepted,
                })}
              </li>
            ))}
          </ul>
          <p className="text-13 text-muted">{t('advice.source')}</p>
        </section>
      )}
    </>
  );
}
