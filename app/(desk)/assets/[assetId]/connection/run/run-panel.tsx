import { PlugZap } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ConnectionRuns, RunDetails } from '@/lib/connection-tests/get-connection-runs';
import { RUN_SECTIONS, type RunSection } from '@/lib/connection-tests/rules/run-item';
import { isUnderWay } from '@/lib/connection-tests/rules/shown-state';
import { Card } from '../../../../../components/card';
import { EmptyState } from '../../../../../components/empty-state';
import { AdversarialResult } from './adversarial-result';
import { CasesResult } from './cases-result';
import { DiagnosisList } from './diagnosis-list';
import { FlowResult } from './flow-result';
import { RunHistory } from './run-history';
import { RunOutcome } from './run-outcome';

type RunPanelProps = { assetId: string; runs: ConnectionRuns; mayRun: boolean };

/** One run in full, part by part, and the last ones. */
export function RunPanel({ assetId, runs: { shown, history }, mayRun }: RunPanelProps) {
  const t = useTranslations('connection-run');
  return (
    <div id="runs" className="flex min-w-0 flex-col gap-6">
      <Card title={t('title')}>
        {shown ? (
          <RunOutcome assetId={assetId} run={shown} mayRun={mayRun} />
        ) : (
          <EmptyState icon={PlugZap} title={t('empty.title')}>
            {t('empty.text')}
          </EmptyState>
        )}
      </Card>
      {shown && !isUnderWay(shown) && <DiagnosisList items={shown.items} />}
      {shown &&
        RUN_SECTIONS.filter((section) => shown.items.some((item) => item.section === section)).map(
          (section) => (
            <Card key={section} id={`run-${section}`} title={t(`section.${section}`)} level={3} isFlush>
              <SectionResult assetId={assetId} run={shown} section={section} />
            </Card>
          ),
        )}
      {history.length > 0 && (
        <Card title={t('history.title')} level={3} isFlush>
          <RunHistory assetId={assetId} runs={history} shownId={shown?.id ?? null} />
        </Card>
      )}
    </div>
  );
}

type SectionResultProps = { assetId: string; run: RunDetails; section: RunSection };

function SectionResult({ assetId, run, section }: SectionResultProps) {
  const items = run.items.filter((item) => item.section === section);
  if (section === 'cases') return <CasesResult assetId={assetId} items={items} calls={run.calls} />;
  if (section === 'flow') return <FlowResult items={items} calls={run.calls} />;
  return <AdversarialResult run={run} items={items} />;
}
