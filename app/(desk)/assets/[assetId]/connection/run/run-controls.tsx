import { useTranslations } from 'next-intl';
import { blockerRemedy } from '@/app/(desk)/assets/[assetId]/connection/blocker-remedy';
import { ActionButton } from '@/app/(desk)/assets/action-button';
import { UnusableButton } from '@/app/components/unusable-button';
import type { Connection } from '@/lib/connection-tests/get-connection';
import { isUnderWay } from '@/lib/connection-tests/rules/live-state';
import { runEverythingAction } from './actions';
import { ChooseRun } from './choose-run';

/** The one button that runs everything, and the choice of less; or why nothing can be run. */
export function RunControls({ connection, mayRun }: { connection: Connection; mayRun: boolean }) {
  const t = useTranslations('connection-run.controls');
  const errors = useTranslations('errors.connection');
  const { asset, newestRun, runBlocker } = connection;
  // A probe that nobody has begun gives way to a person.
  const isBusy = isUnderWay(newestRun) && !(newestRun?.kind === 'PROBE' && newestRun.status === 'QUEUED');
  if (isBusy) return <UnusableButton reason={errors('alreadyRunning')}>{t('everything')}</UnusableButton>;
  const blocker = runBlocker ?? (mayRun ? null : 'ROLE');
  if (blocker) {
    const href = blockerRemedy(asset.id, blocker);
    return (
      <UnusableButton
        reason={errors(`blockers.${blocker}`)}
        remedy={href ? { href, label: t('toField') } : undefined}
      >
        {t('everything')}
      </UnusableButton>
    );
  }
  return (
    <div className="flex flex-wrap items-start gap-2">
      <ActionButton
        label={t('everything')}
        action={runEverythingAction}
        values={{ assetId: asset.id }}
        look="primary"
      />
      <ChooseRun assetId={asset.id} />
    </div>
  );
}
