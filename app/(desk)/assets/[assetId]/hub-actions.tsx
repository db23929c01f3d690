import { FileText, Tag } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { NextStepButton } from '@/app/(desk)/assets/next-step';
import { readinessSentence } from '@/app/(desk)/assets/readiness-sentence';
import { WithdrawButton } from '@/app/(desk)/requests/withdraw-button';
import { LinkButton } from '@/app/components/link-button';
import { UnusableButton } from '@/app/components/unusable-button';
import type { PersonContext } from '@/app/current-actor';
import { mayCause, mayDo } from '@/app/may-do';
import { releasePath, requestPath } from '@/app/paths';
import { isApproved, isDraft, isUnderReview } from '@/lib/lifecycle/rules/status';
import type { AssetHub } from '@/lib/submissions/get-asset-hub';
import { nextStep } from '@/lib/submissions/rules/next-step';
import { ModifyButton } from './modify-button';
import { SubmitControl } from './submit-control';

type HubActionsProps = { hub: AssetHub; context: PersonContext };

/** Approved, in order and not on sale yet: the release is what comes next. */
export const isReleaseNext = ({ asset, line }: AssetHub, context: PersonContext): boolean =>
  isApproved(asset.status) &&
  line.turn === 'nobody' &&
  asset.products.length === 0 &&
  mayDo(context, 'product.release');

/** The one primary action of the asset in its status, and its neighbour. */
export function HubActions({ hub, context }: HubActionsProps) {
  const t = useTranslations('assets');
  const p = useTranslations('products');
  const { asset, submissions } = hub;
  const { status } = asset;
  const [newest] = submissions;
  if (isDraft(status)) return <DraftAction hub={hub} context={context} />;
  if (newest === undefined) return null;
  const toRequest = (
    <LinkButton href={requestPath(newest.id)} icon={FileText}>
      {t('openRequest', { number: newest.number })}
    </LinkButton>
  );
  const isOpen = isUnderReview(status);
  const isRelease = isReleaseNext(hub, context);
  if (!mayCause(context, status, isOpen ? 'withdraw' : 'open'))
    return (
      <>
        {toRequest}
        <UnusableButton reason={t('roleReason')}>{t(isOpen ? 'withdraw' : 'modify.label')}</UnusableButton>
      </>
    );
  const step = nextStep(hub);
  const toStep = step && step.kind !== 'MODIFY' && <NextStepButton assetId={asset.id} step={step} />;
  if (isOpen)
    return (
      <>
        {toRequest}
        <WithdrawButton submissionId={newest.id} name={asset.name} status={status} />
        {toStep}
      </>
    );
  return (
    <>
      {toRequest}
      <ModifyButton
        assetId={asset.id}
        name={asset.name}
        isOnSale={hub.onSale !== null}
        look={toStep || isRelease ? 'secondary' : 'primary'}
      />
      {toStep}
      {isRelease && (
        <LinkButton href={releasePath(asset.id)} look="primary" icon={Tag}>
          {p('release.label')}
        </LinkButton>
      )}
    </>
  );
}

function DraftAction({ hub, context }: HubActionsProps) {
  const t = useTranslations();
  const { asset, readiness, facts } = hub;
  if (!mayCause(context, asset.status, 'submit'))
    return (
      <UnusableButton look="primary" reason={t('assets.roleReason')}>
        {t('assets.submit.label')}
      </UnusableButton>
    );
  const step = nextStep(hub);
  const isSubmitNext = step === null || step.kind === 'SUBMIT';
  return (
    <>
      <SubmitControl
        assetId={asset.id}
        name={asset.name}
        hosts={facts.websites.map(({ host }) => host)}
        blockers={readiness.blockers.length}
        warnings={readiness.warnings.map((warning) => readinessSentence(t, warning))}
        highFindings={readiness.highFindings}
        look={isSubmitNext ? 'primary' : 'secondary'}
      />
      {!isSubmitNext && <NextStepButton assetId={asset.id} step={step} />}
    </>
  );
}
