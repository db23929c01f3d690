import { useTranslations } from 'next-intl';
import { useFindingText } from '@/app/(desk)/scans/[scanId]/use-finding-text';
import { ActionForm } from '@/app/components/action-form';
import { DialogButton } from '@/app/components/dialog-button';
import { SubmitButton } from '@/app/components/submit-button';
import type { AppealDetails } from '@/lib/appeals/get-appeal';
import { findUnanswered } from '@/lib/appeals/rules/find-unanswered';
import type { FindingRecord } from '@/lib/findings/finding-record';
import { answerAlikeAction } from './actions';

const LISTED = 20;

/** Gives the saved conclusion to the findings of the same check that have none, after saying how many and which. */
export function AnswerAlike({ appeal, findingId }: { appeal: AppealDetails; findingId: string }) {
  const t = useTranslations('appeals.alike');
  const alike = findUnanswered(appeal.findings, appeal.assessments, findingId);
  const count = alike.length;
  if (count === 0) return null;
  return (
    <div>
      <DialogButton label={t('label', { count })} title={t('title', { count })}>
        <ActionForm kind="act" action={answerAlikeAction}>
          <input type="hidden" name="submissionId" value={appeal.submission.id} />
          <input type="hidden" name="findingId" value={findingId} />
          <input type="hidden" name="count" value={count} />
          <p className="max-w-reading">{t('what')}</p>
          <ul className="list-disc pl-5">
            {alike.slice(0, LISTED).map((finding) => (
              <AlikeFinding key={finding.id} finding={finding} />
            ))}
            {count > LISTED && <li>{t('more', { count: count - LISTED })}</li>}
          </ul>
          <div>
            <SubmitButton>{t('label', { count })}</SubmitButton>
          </div>
        </ActionForm>
      </DialogButton>
    </div>
  );
}

function AlikeFinding({ finding }: { finding: FindingRecord }) {
  return (
    <li className="wrap-anywhere">
      {useFindingText(finding).title}{' '}
      <span className="font-mono text-12 text-muted">{new URL(finding.url).pathname}</span>
    </li>
  );
}
