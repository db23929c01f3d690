import { useTranslations } from 'next-intl';
import type { Connection } from '@/lib/connection-tests/get-connection';
import { isUnderWay } from '@/lib/connection-tests/rules/shown-state';
import { UnusableButton } from '../../../../components/unusable-button';
import { ActionButton } from '../../action-button';
import { runAllAction } from './actions';
import { obstacleRemedy } from './obstacle-remedy';

/** Run all, or why it cannot be. */
export function RunAll({ connection, mayRun }: { connection: Connection; mayRun: boolean }) {
  const t = useTranslations('connection.run');
  const errors = useTranslations('errors.connection');
  const { asset, newestRun, runObstacle } = connection;
  if (isUnderWay(newestRun))
    return <UnusableButton reason={errors('alreadyRunning')}>{t('all')}</UnusableButton>;
  const obstacle = runObstacle ?? (mayRun ? null : 'ROLE');
  if (obstacle) {
    const href = obstacleRemedy(asset.id, obstacle);
    return (
      <UnusableButton
        reason={errors(`obstacles.${obstacle}`)}
        remedy={href ? { href, label: t('mend') } : undefined}
      >
        {t('all')}
      </UnusableButton>
    );
  }
  return (
    <ActionButton label={t('all')} action={runAllAction} values={{ assetId: asset.id }} look="primary" />
  );
}
