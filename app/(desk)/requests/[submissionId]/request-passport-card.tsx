import { useTranslations } from 'next-intl';
import { PageRefresher } from '@/app/(desk)/assets/page-refresher';
import { PassportCard } from '@/app/(desk)/passport-card';
import { ActionForm } from '@/app/components/action-form';
import { SubmitButton } from '@/app/components/submit-button';
import type { PersonContext } from '@/app/current-actor';
import { mayDo } from '@/app/may-do';
import { requestPath } from '@/app/paths';
import { isDecided, isReviewing } from '@/lib/lifecycle/rules/status';
import type { PassportView } from '@/lib/passport/list-passports';
import type { SubmissionRecord } from '@/lib/submissions/store';
import { requestPassportAction } from './passport-actions';

/** It is made within seconds of the change that it is about. */
const REFRESH_MS = 5_000;

type RequestPassportCardProps = {
  passports: readonly PassportView[];
  submission: SubmissionRecord;
  context: PersonContext;
};

/** The passport as its seller has it: where it is missing although something was judged, it can be asked for. */
export function RequestPassportCard({ passports, submission, context }: RequestPassportCardProps) {
  const t = useTranslations('passport');
  const { id, status } = submission;
  const isMissing = passports.length === 0 && (isDecided(status) || isReviewing(status));
  return (
    <PassportCard passports={passports} path={requestPath(id)} submissionId={id}>
      {isMissing && <PageRefresher everyMs={REFRESH_MS} />}
      {isMissing && mayDo(context, 'submission.submit') && (
        <ActionForm action={requestPassportAction} kind="act">
          <input type="hidden" name="submissionId" value={id} />
          <SubmitButton look="secondary">{t('make')}</SubmitButton>
        </ActionForm>
      )}
    </PassportCard>
  );
}
