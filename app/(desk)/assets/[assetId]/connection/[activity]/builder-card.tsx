import { useTranslations } from 'next-intl';
import type { ConnectionCaseDetails } from '@/lib/connection-tests/get-case';
import { isUnderWay } from '@/lib/connection-tests/rules/shown-state';
import { Card } from '../../../../../components/card';
import { LinkButton } from '../../../../../components/link-button';
import { Notice } from '../../../../../components/notice';
import { casePath } from '../connection-paths';
import { InstanceNote } from '../instance-note';
import { obstacleRemedy } from '../obstacle-remedy';
import { RequestBuilder } from './request-builder';

type BuilderCardProps = { details: ConnectionCaseDetails; mayRun: boolean };

/** The request that is sent, or what has to happen before there can be one. */
export function BuilderCard({ details, mayRun }: BuilderCardProps) {
  const t = useTranslations('connection.case');
  const errors = useTranslations('errors.connection');
  const { connection, row, request } = details;
  const { asset, newestRun, runObstacle, instance } = connection;
  const obstacle = runObstacle ?? (mayRun ? null : 'ROLE');
  const running = isUnderWay(newestRun) ? errors('alreadyRunning') : null;
  const remedy = obstacle && obstacleRemedy(asset.id, obstacle);
  return (
    <Card title={t('request')}>
      {request === null ? (
        <Notice
          tone="attention"
          title={t('noInstanceTitle')}
          action={
            <LinkButton href={casePath(asset.id, 'newInstance')} size="sm">
              {t('toNewInstance')}
            </LinkButton>
          }
        >
          {t('noInstanceText')}
        </Notice>
      ) : (
        <div className="flex flex-col gap-5">
          {row.activity !== 'newInstance' && <InstanceNote instance={instance} isOfOneCase />}
          <RequestBuilder
            assetId={asset.id}
            activity={row.activity}
            request={request}
            obstacle={obstacle ? errors(`obstacles.${obstacle}`) : running}
            remedy={remedy ? { href: remedy, label: t('mend') } : undefined}
          />
        </div>
      )}
    </Card>
  );
}
