import { useTranslations } from 'next-intl';
import type { Readiness } from '@/lib/submissions/rules/readiness';
import { Card } from '../../../components/card';
import { Notice } from '../../../components/notice';
import { Validity } from '../../../components/validity';
import { ReadinessList } from '../readiness-list';

type ReadyCardProps = { assetId: string; readiness: Readiness };

/** Ready? Blockers first, each a link to where it is mended; then what should be known; then how long it holds. */
export function ReadyCard({ assetId, readiness }: ReadyCardProps) {
  const t = useTranslations('assets.ready');
  const { blockers, warnings, isReady, willBeRejected, releaseSafeUntil } = readiness;
  return (
    <Card
      id="ready"
      title={t('title')}
      isFlush
      aside={
        <span className="text-13 text-muted tabular-nums">
          {isReady ? t('nothing') : t('blockers', { count: blockers.length })}
        </span>
      }
    >
      {isReady ? (
        <div className="p-4">
          <Notice
            tone={willBeRejected ? 'attention' : 'success'}
            title={t(willBeRejected ? 'readyToBeRejected' : 'ready')}
          >
            {releaseSafeUntil !== null && (
              <p>{t.rich('safeUntil', { date: () => <Validity until={releaseSafeUntil} /> })}</p>
            )}
          </Notice>
        </div>
      ) : (
        <ReadinessList assetId={assetId} items={blockers} kind="blocker" />
      )}
      {warnings.length > 0 && (
        <>
          <h3 className="border-t border-line px-4 pt-3 pb-1 text-13 font-semibold text-muted">
            {t('warnings', { count: warnings.length })}
          </h3>
          <ReadinessList assetId={assetId} items={warnings} kind="warning" />
        </>
      )}
    </Card>
  );
}
