import { useTranslations } from 'next-intl';
import { blockerRemedy } from '@/app/(desk)/assets/[assetId]/connection/blocker-remedy';
import { InstanceNote } from '@/app/(desk)/assets/[assetId]/connection/instance-note';
import { Card } from '@/app/components/card';
import { CodeBlock } from '@/app/components/code-block';
import { LinkButton } from '@/app/components/link-button';
import { Notice } from '@/app/components/notice';
import { UnusableButton } from '@/app/components/unusable-button';
import { casePath } from '@/app/paths';
import type { ConnectionCaseDetails } from '@/lib/connection-tests/get-case';
import { isUnderWay } from '@/lib/connection-tests/rules/live-state';
import { STORED_PROTOCOLS } from '@/lib/koogallery/stored-protocols';
import { ManageCase } from './manage-case';
import { RequestBuilder } from './request-builder';

type BuilderCardProps = { details: ConnectionCaseDetails; mayRun: boolean; mayEdit: boolean };

/** The request that is sent, or what has to happen before there can be one. */
export function BuilderCard({ details, mayRun, mayEdit }: BuilderCardProps) {
  const t = useTranslations('connection.case');
  const errors = useTranslations('errors.connection');
  const { connection, row, entry, request, samples } = details;
  const { asset, newestRun, runBlocker, instance, declaration, editBlocker } = connection;
  const blocker = runBlocker ?? (mayRun ? null : 'ROLE');
  const running = isUnderWay(newestRun) ? errors('alreadyRunning') : null;
  const remedy = blocker && blockerRemedy(asset.id, blocker);
  const { saved, name } = entry;
  const { activity } = row;
  const isSavable = mayEdit && editBlocker === null;
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
        <NoInstance assetId={asset.id} />
      ) : (
        <div className="flex flex-col gap-5">
          {activity !== 'newInstance' && <InstanceNote instance={instance} isOfOneCase />}
          {mayRun || mayEdit ? (
            <RequestBuilder
              key={saved?.id ?? 'own'}
              assetId={asset.id}
              protocol={STORED_PROTOCOLS[declaration?.protocol ?? 'V2']}
              {...{ activity, request, samples }}
              caseName={name}
              saved={isSavable && saved ? { id: saved.id, version: saved.version } : null}
              mayAdd={isSavable}
              blocker={blocker ? errors(`blockers.${blocker}`) : running}
              remedy={remedy ? { href: remedy, label: t('toField') } : undefined}
            />
          ) : (
            <>
              <CodeBlock label={activity} text={JSON.stringify(request, null, 2)} />
              <UnusableButton look="primary" reason={errors('blockers.ROLE')}>
                {t('send')}
              </UnusableButton>
            </>
          )}
        </div>
      )}
    </Card>
  );
}

/** Every other interface needs the instance that newInstance makes. */
function NoInstance({ assetId }: { assetId: string }) {
  const t = useTranslations('connection.case');
  return (
    <Notice
      tone="attention"
      title={t('noInstanceTitle')}
      action={
        <LinkButton href={casePath(assetId, 'newInstance')} size="sm">
          {t('toNewInstance')}
        </LinkButton>
      }
    >
      {t('noInstanceText')}
    </Notice>
  );
}
