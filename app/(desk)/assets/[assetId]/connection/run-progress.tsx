import { useTranslations } from 'next-intl';
import type { ConnectionRun } from '@/lib/connection-tests/connection-record';
import { tally } from '@/lib/connection-tests/rules/run-tally';
import { Notice } from '../../../../components/notice';

/** How far the run under way is; read out when it changes. */
export function RunProgress({ run }: { run: ConnectionRun }) {
  const t = useTranslations('connection.run');
  const { of, unfinished } = tally(run.items);
  const next = run.items.find(({ state }) => state === 'RUNNING');
  return (
    <div role="status">
      <Notice
        tone="progress"
        title={run.status === 'QUEUED' ? t('queued') : t('running', { done: of - unfinished, of })}
      >
        {run.status === 'RUNNING' && next ? t('calling', { activity: next.activity }) : t('queuedText')}
      </Notice>
    </div>
  );
}
