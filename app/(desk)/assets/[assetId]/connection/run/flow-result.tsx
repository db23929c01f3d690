import { useTranslations } from 'next-intl';
import { type PhaseStepState, PhaseStrip } from '@/app/components/phase-strip';
import type { RunDetails } from '@/lib/connection-tests/get-connection-runs';
import type { RunItem } from '@/lib/connection-tests/rules/run-item';
import type { ItemState } from '@/lib/response-checks/test-item';
import { ItemRow } from './item-row';
import { PassedRows } from './passed-rows';
import { useItemName } from './use-item-name';

const PHASES: Record<ItemState, PhaseStepState> = {
  WAITING: 'waiting',
  RUNNING: 'current',
  PASSED: 'done',
  WARNED: 'done',
  FAILED: 'failed',
  NOT_RUN: 'skipped',
};

/** The life of one instance as a strip of steps, and what came of each. */
export function FlowResult({ items, calls }: { items: readonly RunItem[]; calls: RunDetails['calls'] }) {
  const t = useTranslations('connection-run.flow');
  const nameItem = useItemName();
  const phases = items.map((item) => ({ key: item.key, label: nameItem(item), state: PHASES[item.state] }));
  return (
    <>
      <div className="border-b border-line px-4 py-4">
        <PhaseStrip label={t('label')} phases={phases} />
      </div>
      <PassedRows
        label={t('results')}
        items={items}
        row={(item) => (
          <ItemRow
            key={item.key}
            item={item}
            calls={calls}
            name={
              <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
                <span className="font-medium">{nameItem(item)}</span>
                <span className="font-mono text-13 text-muted">{item.activity}</span>
              </span>
            }
          />
        )}
      />
    </>
  );
}
