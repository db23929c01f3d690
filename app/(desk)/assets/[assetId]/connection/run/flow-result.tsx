import { useTranslations } from 'next-intl';
import type { RunDetails } from '@/lib/connection-tests/get-connection-runs';
import type { ItemState, RunItem } from '@/lib/connection-tests/rules/run-item';
import { type Column, DataTable } from '../../../../../components/data-table';
import { type PhaseState, PhaseStrip } from '../../../../../components/phase-strip';
import { CallLinks } from './call-links';
import { ItemReason } from './item-reason';
import { ItemPill } from './run-pill';
import { useItemName } from './use-item-name';

const PHASES: Record<ItemState, PhaseState> = {
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
  const cases = useTranslations('connection-run.cases');
  const nameOf = useItemName();
  const phases = items.map((item) => ({ key: item.key, label: nameOf(item), state: PHASES[item.state] }));
  const columns: Column<RunItem>[] = [
    {
      key: 'step',
      label: t('step'),
      isRowHeader: true,
      cell: (item) => (
        <span className="flex flex-col">
          <span>{nameOf(item)}</span>
          <span className="font-mono text-13 font-normal text-muted">{item.activity}</span>
        </span>
      ),
    },
    {
      key: 'result',
      label: cases('result'),
      cell: (item) => (
        <span className="flex flex-col gap-1.5 max-md:items-end">
          <ItemPill state={item.state} />
          <ItemReason item={item} calls={calls} />
        </span>
      ),
    },
    {
      key: 'calls',
      label: cases('calls'),
      cell: (item) => <CallLinks messageIds={item.messageIds} calls={calls} />,
    },
  ];
  return (
    <>
      <div className="px-4 py-4">
        <PhaseStrip label={t('label')} phases={phases} />
      </div>
      <div className="border-t border-line">
        <DataTable caption={t('caption')} columns={columns} rows={items} rowKey={({ key }) => key} />
      </div>
    </>
  );
}
