import { Gavel, Package } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ModifyButton } from '@/app/(desk)/assets/[assetId]/modify-button';
import { WithdrawButton } from '@/app/(desk)/requests/withdraw-button';
import { LinkButton } from '@/app/components/link-button';
import { UnusableButton } from '@/app/components/unusable-button';
import type { PersonContext } from '@/app/current-actor';
import { mayCause } from '@/app/may-do';
import { appealPath, assetPath } from '@/app/paths';
import { isBlocking } from '@/lib/findings/rules/finding';
import { isRejected, isReviewing, isUnderReview } from '@/lib/lifecycle/rules/status';
import type { SubmissionDetails } from '@/lib/submissions/get-submission';

type RequestActionsProps = { request: SubmissionDetails; context: PersonContext };

/** What the seller can do with a request in its status; with one that is history, only go to its asset. */
export function RequestActions({ request, context }: RequestActionsProps) {
  const t = useTranslations('requests');
  const { submission, asset, isNewest, line } = request;
  const { status } = submission;
  const toAsset = (
    <LinkButton href={assetPath(asset.id)} icon={Package}>
      {t('toAsset')}
    </LinkButton>
  );
  if (!isNewest) return toAsset;
  if (isUnderReview(status))
    return (
      <>
        {toAsset}
        {isReviewing(status) && request.findings.some(isBlocking) && (
          <LinkButton href={appealPath(submission.id)} icon={Gavel}>
            {t('openAppeal')}
          </LinkButton>
        )}
        {mayCause(context, status, 'withdraw') ? (
          <WithdrawButton submissionId={submission.id} name={asset.name} status={status} />
        ) : (
          <UnusableButton reason={t('roleReason')}>{t('withdraw.label')}</UnusableButton>
        )}
      </>
    );
  if (!isRejected(status)) return toAsset;
  if (!mayCause(context, status, 'appeal'))
    return (
      <>
        {toAsset}
        <UnusableButton look="primary" reason={t('roleReason')}>
          {t('appeal')}
        </UnusableButton>
      </>
    );
  const isFinal = line.code === 'FINALLY_REJECTED';
  return (
    <>
      {toAsset}
      <ModifyButton
        assetId={asset.id}
        name={asset.name}
        isOnSale={false}
        look={isFinal ? 'primary' : 'secondary'}
      />
      <LinkButton href={appealPath(submission.id)} look={isFinal ? 'secondary' : 'primary'} icon={Gavel}>
        {t(isFinal ? 'openAppeal' : 'appeal')}
      </LinkButton>
    </>
  );
}
