import { useTranslations } from 'next-intl';
import type { RunDetails } from '@/lib/connection-tests/get-connection-runs';
import { isUnderWay } from '@/lib/connection-tests/rules/shown-state';
import { DateTime } from '../../../../../components/date-time';
import { Notice } from '../../../../../components/notice';
import { ActionButton } from '../../../action-button';
import { cancelRunAction } from './actions';
import { useDuration } from './use-duration';
import { useItemName } from './use-item-name';

type RunOutcomeProps = { assetId: string; run: RunDetails; mayRun: boolean };

/** How far a run is, with Cancel, or how it ended; read out when it changes. */
export function RunOutcome({ assetId, run, mayRun }: RunOutcomeProps) {
  return (
    <div className="flex flex-col gap-2">
      <div role="status">
        {isUnderWay(run) ? <Progress assetId={assetId} run={run} mayRun={mayRun} /> : <Ended run={run} />}
      </div>
      <RunFacts run={run} />
    </div>
  );
}

function Progress({ assetId, run, mayRun }: RunOutcomeProps) {
  const t = useTranslations('connection-run');
  const nameOf = useItemName();
  const { of, unfinished } = run.tally;
  if (run.isCancelRequested)
    return (
      <Notice tone="progress" title={t('progress.cancelling')}>
        {t('progress.cancellingText')}
      </Notice>
    );
  const running = run.items.filter(({ state }) => state === 'RUNNING').map(nameOf);
  const cancel = mayRun && (
    <ActionButton
      label={t('controls.cancel')}
      action={cancelRunAction}
      values={{ assetId, runId: run.id }}
      size="sm"
    />
  );
  if (run.status === 'QUEUED')
    return (
      <Notice tone="progress" title={t('progress.queued')} action={cancel}>
        {t('progress.queuedText')}
      </Notice>
    );
  return (
    <Notice tone="progress" title={t('progress.running', { done: of - unfinished, of })} action={cancel}>
      {running.length > 0 ? t('progress.calling', { names: running.join(', ') }) : t('progress.between')}
    </Notice>
  );
}

function Ended({ run: { status, tally } }: Pick<RunOutcomeProps, 'run'>) {
  const t = useTranslations('connection-run.outcome');
  const { of, passed, failed, warned, notRun } = tally;
  if (status === 'CANCELLED') return <Notice tone="neutral" title={t('cancelled', { passed, of })} />;
  if (failed > 0) {
    const title = notRun > 0 ? t('failedAndNotRun', { failed, of, notRun }) : t('failed', { failed, of });
    return <Notice tone="attention" title={title} />;
  }
  if (notRun > 0) return <Notice tone="attention" title={t('notRun', { passed, of, notRun })} />;
  const title = warned > 0 ? t('warned', { of, warned }) : t('allPassed', { of });
  return <Notice tone="success" title={title} />;
}

/** Who asked for it, when, in which way, and how long it took. */
function RunFacts({ run }: Pick<RunOutcomeProps, 'run'>) {
  const t = useTranslations('connection-run.outcome');
  const duration = useDuration()(run);
  const who = run.requestedBy === null ? t('byNobody') : t('by', { name: run.requestedBy });
  return (
    <p className="text-13 text-muted">
      {run.kind === 'PROBE' ? t('byProbe') : who}
      {' · '}
      <DateTime at={run.createdAt} />
      {duration !== null && ` · ${t('took', { duration })}`}
      {!run.isTestFlagged && ` · ${t('unflagged')}`}
    </p>
  );
}
