import { useTranslations } from 'next-intl';
import { casePath } from '@/app/(desk)/assets/[assetId]/connection/connection-paths';
import { InstanceNote } from '@/app/(desk)/assets/[assetId]/connection/instance-note';
import { obstacleRemedy } from '@/app/(desk)/assets/[assetId]/connection/obstacle-remedy';
import { Card } from '@/app/components/card';
import { CodeBlock } from '@/app/components/code-block';
import { LinkButton } from '@/app/components/link-button';
import { Notice } from '@/app/components/notice';
import { UnusableButton } from '@/app/components/unusable-button';
import type { ConnectionCaseDetails } from '@/lib/connection-tests/get-case';
import { isUnderWay } from '@/lib/connection-tests/rules/live-state';
import { PROTOCOL_OF } from '@/lib/koogallery/protocol-of';
import { ManageCase } from './manage-case';
import { RequestBuilder } from './request-builder';

type BuilderCardProps = { details: ConnectionCaseDetails; mayRun: boolean; mayEdit: boolean };

/** The request that is sent, or what has to happen before there can be one. */
export function BuilderCard({ details, mayRun, mayEdit }: BuilderCardProps) {
  const t = useTranslations('connection.case');
  const errors = useTranslations('errors.connection');
  const { connection, row, entry, request, samples } = details;
  const { asset, newestRun, runObstacle, instance, declaration, lock } = connection;
  const obstacle = runObstacle ?? (mayRun ? null : 'ROLE');
  const running = isUnderWay(newestRun) ? errors('alreadyRunning') : null;
  const remedy = obstacle && obstacleRemedy(asset.id, obstacle);
  const { saved, name } = entry;
  const { activity } = row;
  const isSavable = mayEdit && lock === null;
  return (
    <Card
      title={name === '' ? t('request') : t('requestOf', { name })}
      aside={
        isSavable &&
        saved &&
        name !== '' && (
          <ManageCase assetId={asset.id} {...{ activity, name }} caseId={saved.id} version={saved.version} />
        )
      }
    >
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
          {activity !== 'newInstance' && <InstanceNote instance={instance} isOfOneCase />}
          {mayRun || mayEdit ? (
            <RequestBuilder
              key={saved?.id ?? 'own'}
              assetId={asset.id}
              protocol={PROTOCOL_OF[declaration?.protocol ?? 'V2']}
              {...{ activity, request, samples }}
              caseName={name}
              saved={isSavable && saved ? { id: saved.id, version: saved.version } : null}
              mayAdd={isSavable}
              obstacle={obstacle ? errors(`obstacles.${obstacle}`) : running}
              remedy={remedy ? { href: remedy, label: t('toField') } : undefined}
            />
          ) : (
            <>
              <CodeBlock label={activity} text={JSON.stringify(request, null, 2)} />
              <UnusableButton look="primary" reason={errors('obstacles.ROLE')}>
                {t('send')}
              </UnusableButton>
            </>
          )}
        </div>
      )}
    </Card>
  );
}
