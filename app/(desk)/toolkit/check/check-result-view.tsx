import { useTranslations } from 'next-intl';
import { type RefObject, useMemo } from 'react';
import { Notice } from '@/app/components/notice';
import { StagesCard } from '@/app/components/xray/stages-card';
import { hideKeys } from '@/lib/response-checks/reproduce/hide-keys';
import type { CheckForm } from './check-form';
import type { CheckResult } from './check-message';
import { CheckNotes } from './check-notes';
import { CheckResultNotice } from './check-result-notice';
import { checkedStages } from './checked-stages';
import { ParsedCard } from './parsed-card';

/** A check: what was asked, what came out, and when (Unix milliseconds). */
export type PerformedCheck = { form: CheckForm; accessKey: string; result: CheckResult; atMs: number };

type CheckResultViewProps = {
  outcome: PerformedCheck;
  /** Something was changed since. */
  isOutdated: boolean;
  /** Where the keyboard goes when the result is there. */
  headRef: RefObject<HTMLDivElement | null>;
};

/** The verdict first, then what was read, then the calculation step by step. */
export function CheckResultView({ outcome, isOutdated, headRef }: CheckResultViewProps) {
  const t = useTranslations('toolkit.check');
  const stages = useTranslations('xray');
  const { result, atMs, accessKey } = outcome;
  const { otherKey } = outcome.form;
  const rows = useMemo(() => {
    const words = {
      accessKey: stages('accessKey'),
      otherCase: stages('otherCase'),
      otherKey: stages('otherKey'),
    };
    return result.ok ? checkedStages(result, (text) => hideKeys(text, accessKey, otherKey, words)) : [];
  }, [result, accessKey, otherKey, stages]);
  return (
    <section aria-label={t('result')} className="flex min-w-0 flex-col gap-4">
      <div ref={headRef} tabIndex={-1} role="status" className="flex scroll-mt-20 flex-col gap-3 rounded-8">
        {result.ok ? (
          <>
            <CheckResultNotice checked={result} />
            <CheckNotes checked={result} atMs={atMs} />
          </>
        ) : (
          <Notice tone="attention" title={t(`problem.${result.problem}.what`)}>
            {t(`problem.${result.problem}.fix`)}
          </Notice>
        )}
        {isOutdated && <p className="text-13 text-attention">{t('outdated')}</p>}
      </div>
      {rows.length > 0 && result.ok && <StagesCard rows={rows} profile={result.profile} />}
      {result.ok && <ParsedCard checked={result} />}
    </section>
  );
}
