import { useTranslations } from 'next-intl';
import { ReadinessList } from '@/app/(desk)/assets/readiness-list';
import { ReleaseLine } from '@/app/(desk)/assets/release-line';
import { STATUS_LINE_ICONS } from '@/app/(desk)/status-line-pill';
import { Card } from '@/app/components/card';
import { Notice } from '@/app/components/notice';
import type { Readiness } from '@/lib/submissions/rules/readiness';
import type { StatusLine } from '@/lib/submissions/rules/status-line';

type ReadyCardProps = {
  assetId: string;
  readiness: Readiness;
  line: StatusLine;
  /** Whether the reader may act for the seller. */
  mayAct: boolean;
};

/** Ready? Blockers first, each a link to where it is fixed; then warnings; then how long it holds. */
export function ReadyCard({ assetId, readiness, line, mayAct }: ReadyCardProps) {
  const t = useTranslations('assets.ready');
  const words = useTranslations('status-line');
  const { blockers, warnings, unsafeReasons } = readiness;
  // While somebody else acts, nothing here is for the seller to do.
  const isOpen = line.turn === 'seller' && blockers.length > 0;
  return (
    <Card
      id="ready"
      title={t('title')}
      isFlush
      aside={
        isOpen && (
          <span className="text-13 text-muted tabular-nums">{t('blockers', { count: blockers.length })}</span>
        )
      }
    >
      {isOpen ? (
        <ReadinessList assetId={assetId} items={blockers} kind="blocker" />
      ) : (
        <div className="p-4">
          <Notice
            tone={line.tone}
            icon={STATUS_LINE_ICONS[line.code]}
            title={words(`${line.code}.label`, line.values)}
          >
            {mayAct && <p>{words(`${line.code}.meanwhile`)}</p>}
          </Notice>
        </div>
      )}
      {warnings.length > 0 && (
        <>
          <h3 className="border-t border-line px-4 pt-3 pb-1 text-13 font-semibold text-muted">
            {t('warnings', { count: warnings.length })}
          </h3>
          <ReadinessList assetId={assetId} items={warnings} kind="warning" />
        </>
      )}
      {unsafeReasons[0]?.code !== 'NO_WEBSITE' && (
        <div className="border-t border-line px-4 py-3">
          <ReleaseLine readiness={readiness} />
        </div>
      )}
    </Card>
  );
}
