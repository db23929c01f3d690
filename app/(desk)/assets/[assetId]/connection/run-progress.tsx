import { useTranslations } from 'next-intl';
import type { ConnectionRun } from '@/lib/connection-tests/connection-record';
import { tally } from '@/lib/connection-tests/rules/run-tally';
import { isUnderWay } from '@/lib/connection-tests/rules/shown-state';
import { DateTime } from '../../../../components/date-time';
import { Notice } from '../../../../components/notice';

/** How far the newest run is, or how it ended; read out when it changes. */
export function RunProgress({ run }: { run: ConnectionRun }) {
  const t = useTranslations('connection.run');
  const reasonOf = useTranslations('connection-run');
  const { of, passed, unfinished } = tally(run.items);
  const next = run.items.find(({ state }) => state === 'RUNNING');
  if (isUnderWay(run)) {
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
  const reasons = [...new Set(run.items.flatMap(({ reason }) => reason ?? []))];
  return (
    <div role="status" className="flex flex-col gap-2">
      {reasons.map((reason) => (
        <Notice key={reason} tone="attention" title={t('notRunTitle')}>
          {reasonOf(`notRun.${reason}`)}
        </Notice>
      ))}
      <p className="text-13 text-muted">
        {t('lastRun', { passed, of })} {run.finishedAt && <DateTime at={run.finishedAt} />}
      </p>
    </div>
  );
}
