import { Send } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { OutlivedNotice } from '@/app/(desk)/requests/outlived-notice';
import { StatusLinePill } from '@/app/(desk)/status-line-pill';
import { ActionForm } from '@/app/components/action-form';
import { Deadline, PausedDeadline } from '@/app/components/deadline';
import { Glyph } from '@/app/components/glyph';
import { NextSteps } from '@/app/components/next-steps';
import { PageHeader } from '@/app/components/page-header';
import { SubmitButton } from '@/app/components/submit-button';
import { UnusableButton } from '@/app/components/unusable-button';
import { appealPath, requestPath } from '@/app/paths';
import type { AppealDetails } from '@/lib/appeals/get-appeal';
import { isApproved } from '@/lib/lifecycle/rules/status';
import { submitAppealAction } from './actions';

/** Whose turn it is, and the one act that ends the seller's: submitting. */
export function AppealHead({ appeal }: { appeal: AppealDetails }) {
  const t = useTranslations('appeals');
  const requests = useTranslations('requests');
  const { submission, assetName, state, mayEdit } = appeal;
  const reader = mayEdit ? 'member' : 'viewer';
  const values = { name: assetName, number: submission.number };
  const next = chooseNext(appeal);
  return (
    <PageHeader
      title={t('title', values)}
      crumbs={[
        { label: requests('title'), href: '/requests' },
        { label: requests('requestTitle', values), href: requestPath(submission.id) },
        { label: t('crumb') },
      ]}
      status={<StatusLinePill line={appeal.line} />}
    >
      <NextSteps
        where={t(`next.${next}.where`, { reader })}
        who={
          <>
            {t(`next.${next}.who`, { reader })}
            {submission.deadlineAt && state === 'REVIEWING' && (
              <>
                {' · '}
                {submission.pausedAt ? (
                  <PausedDeadline at={submission.deadlineAt} pausedAt={submission.pausedAt} />
                ) : (
                  <Deadline at={submission.deadlineAt} />
                )}
              </>
            )}
          </>
        }
        meanwhile={mayEdit ? t(`next.${next}.meanwhile`) : requests('readOnly')}
      />
      <OutlivedNotice scans={state === 'CLOSED' ? [] : appeal.outlived} reader="seller" />
      {state === 'EDITABLE' && <SubmitControl appeal={appeal} />}
    </PageHeader>
  );
}

/** Which words say who acts: those of the state, or of what the state leaves open. */
function chooseNext({ submission, state, line }: AppealDetails) {
  if (isApproved(submission.status)) return submission.status;
  return line.code === 'QUESTIONED' || line.code === 'FINALLY_REJECTED' ? line.code : state;
}

/** The button that sends the appeal; while something is missing it says what, and leads there. */
function SubmitControl({ appeal }: { appeal: AppealDetails }) {
  const t = useTranslations('appeals');
  const errors = useTranslations('errors.appeals.blockers');
  const { submission, blockers, progress, maySubmit } = appeal;
  const [missing] = [...progress.missing, ...progress.notRetested, ...progress.endingSoon];
  if (!maySubmit)
    return (
      <UnusableButton look="primary" reason={t('roleReason')}>
        {t('submit')}
      </UnusableButton>
    );
  if (blockers.length > 0)
    return (
      <UnusableButton
        look="primary"
        reason={blockers.map(({ code, count }) => errors(code, { count })).join(' ')}
        remedy={missing ? { href: appealPath(submission.id, missing), label: t('toMissing') } : undefined}
      >
        {t('submit')}
      </UnusableButton>
    );
  return (
    <ActionForm kind="act" action={submitAppealAction}>
      <input type="hidden" name="submissionId" value={submission.id} />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton>
          <Glyph icon={Send} />
          {t('submit')}
        </SubmitButton>
        <p className="text-13 text-muted">{t('submitHint')}</p>
      </div>
    </ActionForm>
  );
}
