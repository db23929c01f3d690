import { ArrowRight, Gavel, PencilLine, Send, Undo2 } from 'lucide-react';
import type { Route } from 'next';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { StatusLinePill } from '@/app/(desk)/status-line-pill';
import { LinkButton } from '@/app/components/link-button';
import { requireMemberContext } from '@/app/current-actor';
import { mayDo } from '@/app/may-do';
import { appealPath, assetPath, requestPath, targetPath } from '@/app/paths';
import { textOr } from '@/lib/i18n/text-or';
import type { AssessedAsset } from '@/lib/submissions/assess-assets';
import { type NextStep, nextStep } from '@/lib/submissions/rules/next-step';

/** The page of a step: the seller acts there. */
export function stepRoute(assetId: string, step: NextStep): Route {
  if (step.kind === 'SUBMIT' || step.kind === 'MODIFY') return assetPath(assetId);
  if ('submissionId' in step)
    return step.kind === 'APPEAL' ? appealPath(step.submissionId) : requestPath(step.submissionId);
  const { section, target, code } = step.item;
  const isRun = section === 'selfCheck' && code !== 'HIGH_FINDINGS' && target.page !== 'websites';
  return isRun ? assetPath(assetId, 'selfCheck') : targetPath(assetId, target);
}

/** The next step as the primary button. */
export function NextStepButton({ assetId, step }: { assetId: string; step: NextStep }) {
  const t = useTranslations('next-step');
  const key = step.kind === 'FIX' ? step.item.code : step.kind;
  const icon = { FIX: ArrowRight, APPEAL: Gavel, REPLY: Undo2, MODIFY: PencilLine, SUBMIT: Send }[step.kind];
  return (
    <LinkButton href={stepRoute(assetId, step)} look="primary" icon={icon}>
      {textOr(t, key, key)}
    </LinkButton>
  );
}

type NextStepBarProps = { assessed: Pick<AssessedAsset, 'asset' | 'readiness' | 'line'>; here: Route };

/**
 * The end of each page of the path: the way back to the asset, and its next step unless that is this page's own or the
 * reader may not take it.
 */
export async function NextStepBar({ assessed, here }: NextStepBarProps) {
  const [context, t] = await Promise.all([requireMemberContext(), getTranslations('next-step')]);
  const { asset, line } = assessed;
  const step = mayDo(context, 'asset.edit') ? nextStep(assessed) : null;
  const isElsewhere = step !== null && stepRoute(asset.id, step).split('#')[0] !== here;
  return (
    <section
      aria-label={`${t('title')}: ${asset.name}`}
      className="mt-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-8 border border-line bg-raised px-4 py-3"
    >
      <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1.5">
        <span className="font-medium wrap-anywhere">{asset.name}</span>
        <StatusLinePill line={line} />
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <LinkButton href={assetPath(asset.id)} className="text-start whitespace-normal! wrap-anywhere">
          {t('back', { name: asset.name })}
        </LinkButton>
        {isElsewhere && <NextStepButton assetId={asset.id} step={step} />}
      </div>
    </section>
  );
}
