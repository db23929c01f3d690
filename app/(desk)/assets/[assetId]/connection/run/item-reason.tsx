import { useTranslations } from 'next-intl';
import { ExplanationView } from '@/app/(desk)/assets/[assetId]/connection/explanation-view';
import type { RunDetails } from '@/lib/connection-tests/get-connection-runs';
import type { RunItem } from '@/lib/connection-tests/rules/run-item';
import { textOr } from '@/lib/i18n/text-or';

type ItemReasonProps = { item: RunItem; calls: RunDetails['calls'] };

/** Why an item failed or was not run: the check that failed and what was found. Its cause is told once, above all items. */
export function ItemReason({ item, calls }: ItemReasonProps) {
  const t = useTranslations('connection-run');
  const checks = useTranslations('connection-checks.check');
  const { state, reason, finding, explanations, messageIds } = item;
  const failureCode = state === 'FAILED' ? calls.get(messageIds.at(-1) ?? '')?.failureCode : null;
  const isFinding = finding?.code === 'NEVER_READY' || finding?.code === 'INSTANCE_UNKNOWN';
  if (!reason && !finding && !failureCode && explanations.length === 0) return null;
  return (
    <div className="flex max-w-reading flex-col gap-1 text-13">
      {reason && <p className="text-muted">{t(`notRun.${reason}`)}</p>}
      {failureCode && !isFinding && (
        <p>{t('failedAt', { check: textOr(checks, `${failureCode}.title`, failureCode) })}</p>
      )}
      {isFinding && <p>{textOr(t, `finding.${finding.code}`, finding.code, finding.values)}</p>}
      {explanations.length > 0 && (
        <details>
          <summary className="w-fit cursor-pointer rounded-4 leading-6 text-muted hover:text-text">
            {t('cause')}
          </summary>
          <div className="flex flex-col gap-3 pt-2">
            {explanations.map((explanation) => (
              <div
                key={`${explanation.code} ${JSON.stringify(explanation.values)}`}
                className="flex flex-col gap-1"
              >
                <ExplanationView explanation={explanation} />
              </div>
            ))}
          </div>
        </details>
      )}
    </div>
  );
}
