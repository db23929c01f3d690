import { useTranslations } from 'next-intl';
import { ActionButton } from '@/app/(desk)/assets/action-button';
import { DateTime } from '@/app/components/date-time';
import { Notice } from '@/app/components/notice';
import type { RunDetails } from '@/lib/connection-tests/get-connection-runs';
import { isUnderWay } from '@/lib/connection-tests/rules/live-state';
import { cancelRunAction } from './actions';
import { RunProgress } from './run-progress';
import { useDuration } from './use-duration';

type RunOutcomeProps = { assetId: string; run: RunDetails; mayRun: boolean };

/** How far a run is, with Cancel, or how it ended; read out when it changes. */
export function RunOutcome({ assetId, run, mayRun }: RunOutcomeProps) {
  return (
    <div className="flex flex-col gap-2">
      <div role="status">
        {isUnderWay(run) ? (
          <RunProgress run={run} action={mayRun && <CancelButton assetId={assetId} run={run} />} />
        ) : (
          <Ended run={run} />
        )}
      </div>
      <RunFacts run={run} />
    </div>
  );
}

/** Cancel, for people who may run. */
function CancelButton({ assetId, run }: Pick<RunOutcomeProps, 'assetId' | 'run'>) {
  const t = useTranslations('connection-run.controls');
  const values = { assetId, runId: run.id };
  return <ActionButton label={t('cancel')} action={cancelRunAction} values={values} size="sm" />;
}

function Ended({ run: { status, tally } }: Pick<RunOutcomeProps, 'run'>) {
  const t = useTranslations('connection-run.outcome');
  const { of: total, passed, failed, warned, notRun } = tally;
  if (status === 'CANCELLED') return <Notice tone="neutral" title={t('cancelled', { passed, of: total })} />;
  if (failed > 0) {
    const title =
      notRun > 0 ? t('failedAndNotRun', { failed, of: total, notRun }) : t('failed', { failed, of: total });
    return <Notice tone="attention" title={title} />;
  }
  if (notRun > 0) return <Notice tone="attention" title={t('notRun', { passed, of: total, notRun })} />;
  const title = warned > 0 ? t('warned', { of: total, warned }) : t('allPassed', { of: total });
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
