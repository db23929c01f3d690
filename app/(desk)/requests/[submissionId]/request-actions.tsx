import { Gavel, Package } from 'lucide-react';
import type { Route } from 'next';
import { useTranslations } from 'next-intl';
import type { SubmissionDetails } from '@/lib/submissions/get-submission';
import { LinkButton } from '../../../components/link-button';
import { UnusableButton } from '../../../components/unusable-button';
import type { PersonContext } from '../../../current-actor';
import { mayDo } from '../../../may-do';
import { ModifyButton } from '../../assets/[assetId]/modify-button';
import { assetPath, requestPath } from '../../assets/asset-paths';
import { WithdrawButton } from '../withdraw-button';

type RequestActionsProps = { request: SubmissionDetails; context: PersonContext };

/** What the seller can do with a request in its status; with one that is history, only go to its asset. */
export function RequestActions({ request, context }: RequestActionsProps) {
  const t = useTranslations('requests');
  const { submission, asset, isNewest } = request;
  const { status } = submission;
  const toAsset = (
    <LinkButton href={assetPath(asset.id)} icon={Package}>
      {t('toAsset')}
    </LinkButton>
  );
  if (!isNewest) return toAsset;
  if (status === 'SCANNING' || status === 'REVIEWING')
    return (
      <>
        {toAsset}
        {mayDo(context, 'submission.withdraw') ? (
          <WithdrawButton submissionId={submission.id} name={asset.name} status={status} />
        ) : (
          <UnusableButton reason={t('roleReason')}>{t('withdraw.label')}</UnusableButton>
        )}
      </>
    );
  if (status !== 'REJECTED') return toAsset;
  if (!mayDo(context, 'appeal.edit'))
    return (
      <>
        {toAsset}
        <UnusableButton look="primary" reason={t('roleReason')}>
          {t('appeal')}
        </UnusableButton>
      </>
    );
  return (
    <>
      {toAsset}
      <ModifyButton assetId={asset.id} name={asset.name} isOnSale={false} look="secondary" />
      <LinkButton href={`${requestPath(submission.id)}/appeal` as Route} look="primary" icon={Gavel}>
        {t('appeal')}
      </LinkButton>
    </>
  );
}
