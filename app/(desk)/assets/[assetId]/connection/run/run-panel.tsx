import { PlugZap } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { runPath } from '@/app/(desk)/assets/[assetId]/connection/connection-paths';
import { Card } from '@/app/components/card';
import { EmptyState } from '@/app/components/empty-state';
import { FoldedCard } from '@/app/components/folded-card';
import { LinkButton } from '@/app/components/link-button';
import type { ConnectionRuns } from '@/lib/connection-tests/get-connection-runs';
import { isUnderWay } from '@/lib/connection-tests/rules/live-state';
import { DiagnosisList } from './diagnosis-list';
import { RunHistory } from './run-history';
import { RunOutcome } from './run-outcome';

type RunPanelProps = { assetId: string; runs: ConnectionRuns; mayRun: boolean };

/** How the newest run ended and by what cause, with the way to all of it and to the last ones. */
export function RunPanel({ assetId, runs: { shown, history }, mayRun }: RunPanelProps) {
  const t = useTranslations('connection-run');
  return (
    <div id="runs" className="flex min-w-0 flex-col gap-6">
      <Card
        title={t('title')}
        aside={
          shown && (
            <LinkButton href={runPath(assetId, shown.id)} size="sm">
              {t('toRun')}
            </LinkButton>
          )
        }
      >
        {shown ? (
          <RunOutcome assetId={assetId} run={shown} mayRun={mayRun} />
        ) : (
          <EmptyState icon={PlugZap} title={t('empty.title')}>
            {t('empty.text')}
          </EmptyState>
        )}
      </Card>
      {shown && !isUnderWay(shown) && <DiagnosisList items={shown.items} />}
      {history.length > 0 && (
        <FoldedCard title={t('history.title')} isFlush>
          <RunHistory assetId={assetId} runs={history} />
        </FoldedCard>
      )}
    </div>
  );
}
