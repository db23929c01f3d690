import { useTranslations } from 'next-intl';
import { RetestButton } from '@/app/(desk)/scans/[scanId]/retest-button';
import { RetestRunning } from '@/app/(desk)/scans/[scanId]/retest-running';
import { useFindingText } from '@/app/(desk)/scans/[scanId]/use-finding-text';
import { RetestOutcome } from '@/app/(desk)/scans/retest-outcome';
import { Card } from '@/app/components/card';
import { Notice } from '@/app/components/notice';
import type { AppealDetails } from '@/lib/appeals/get-appeal';
import type { FindingMemory } from '@/lib/appeals/memory/get-finding-memory';
import type { FindingRecord } from '@/lib/findings/finding-record';
import { isBlocking, isCarried } from '@/lib/findings/rules/finding';
import type { OpenRetest } from '@/lib/scans/retest/store';
import { AnswerAlike } from './answer-alike';
import { AssessmentForm } from './assessment-form';
import { AssessmentView } from './assessment-view';
import { FindingSummary } from './finding-summary';
import { MemoryNotes } from './memory-notes';

type FindingCardProps = {
  appeal: AppealDetails;
  finding: FindingRecord;
  memory: FindingMemory;
  /** A re-test of the scan that is not over. */
  openRetest: OpenRetest | null;
};

/** One finding: the seller's conclusion, the verdict once there is one, and the proof of the scan below. */
export function FindingCard({ appeal, finding, memory, openRetest }: FindingCardProps) {
  const t = useTranslations('appeals');
  const scans = useTranslations('scans.retest');
  const { title } = useFindingText(finding);
  const assessment = appeal.assessments.find(({ findingId }) => findingId === finding.id);
  const verdict = appeal.verdicts.get(finding.id);
  const retest = appeal.retests.find(({ findingId }) => findingId === finding.id);
  const canEdit = appeal.state === 'EDITABLE' && appeal.mayEdit;
  return (
    <Card title={`${t('findings.number', { number: finding.number })} ${title}`}>
      <div className="flex flex-col gap-6">
        {verdict && (
          <Notice
            tone={verdict.outcome === 'ACCEPTED' ? 'success' : 'attention'}
            title={t(`verdict.${verdict.outcome}`)}
          >
            <p className="wrap-anywhere whitespace-pre-wrap">{verdict.reason}</p>
          </Notice>
        )}
        <MemoryNotes memory={memory} isPrefilled={canEdit && !assessment && !isCarried(finding)} />
        {retest && (
          <div className="flex flex-col gap-1">
            <h3 className="text-13 font-semibold">{scans('title')}</h3>
            <RetestOutcome retest={retest} />
          </div>
        )}
        {canEdit && assessment?.conclusion === 'FIXED' && (
          <div className="flex flex-col gap-2">
            <p className="max-w-reading text-13 text-muted">{t('retest.needed')}</p>
            {openRetest ? (
              <RetestRunning retestId={openRetest.id} findings={openRetest.findingIds.length} mayStop />
            ) : (
              <RetestButton scanId={finding.scanId} target={{ findingId: finding.id }} about={title} />
            )}
          </div>
        )}
        {canEdit ? (
          <AssessmentForm
            submissionId={appeal.submission.id}
            findingId={finding.id}
            assessment={assessment ?? null}
            suggestion={isCarried(finding) ? null : memory.suggestion}
            isNeeded={isBlocking(finding)}
          />
        ) : (
          <AssessmentView assessment={assessment ?? null} />
        )}
        {canEdit && <AnswerAlike appeal={appeal} findingId={finding.id} />}
        <FindingSummary finding={finding} />
      </div>
    </Card>
  );
}
