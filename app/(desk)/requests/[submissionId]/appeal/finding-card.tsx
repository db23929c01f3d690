import { useTranslations } from 'next-intl';
import { RetestButton } from '@/app/(desk)/scans/[scanId]/retest-button';
import { RetestRunning } from '@/app/(desk)/scans/[scanId]/retest-running';
import { useFindingText } from '@/app/(desk)/scans/[scanId]/use-finding-text';
import { RetestOutcome } from '@/app/(desk)/scans/retest-outcome';
import { Card } from '@/app/components/card';
import { Notice } from '@/app/components/notice';
import type { ExchangeProof } from '@/lib/appeals/exchanges/list-exchanges';
import type { AppealDetails } from '@/lib/appeals/get-appeal';
import type { FindingMemory } from '@/lib/appeals/memory/get-finding-memory';
import type { FindingRecord } from '@/lib/findings/finding-record';
import { isBlocking, isCarried } from '@/lib/findings/rules/finding';
import type { OpenRetest } from '@/lib/scans/retest/store';
import { AnswerAlike } from './answer-alike';
import { AssessmentForm } from './assessment-form';
import { AssessmentView } from './assessment-view';
import { ExchangeForm } from './exchange-form';
import { ExchangeProofs } from './exchange-proofs';
import { FindingSummary } from './finding-summary';
import { MemoryNotes } from './memory-notes';

type FindingCardProps = {
  appeal: AppealDetails;
  finding: FindingRecord;
  memory: FindingMemory;
  exchanges: readonly ExchangeProof[];
  personId: string;
  /** A re-test of the scan that is not over. */
  openRetest: OpenRetest | null;
};

/** One finding: the seller's conclusion, the verdict once there is one, and the proof of the scan below. */
export function FindingCard({ appeal, finding, memory, exchanges, personId, openRetest }: FindingCardProps) {
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
          <RetestSection finding={finding} openRetest={openRetest} />
        )}
        {canEdit ? (
          <AssessmentForm
            submissionId={appeal.submission.id}
            findingId={finding.id}
            findingClass={finding.class}
            personId={personId}
            ends={appeal.ends}
            assessment={assessment ?? null}
            suggestion={isCarried(finding) ? null : memory.suggestion}
            isNeeded={isBlocking(finding)}
          />
        ) : (
          <AssessmentView assessment={assessment ?? null} />
        )}
        {canEdit && <AnswerAlike appeal={appeal} findingId={finding.id} />}
        <ExchangeSection {...{ appeal, finding, exchanges, canEdit }} />
        <FindingSummary finding={finding} />
      </div>
    </Card>
  );
}

/** What is said to be fixed is tested again before the appeal is submitted. */
function RetestSection({ finding, openRetest }: Pick<FindingCardProps, 'finding' | 'openRetest'>) {
  const t = useTranslations('appeals.retest');
  const { title } = useFindingText(finding);
  return (
    <div className="flex flex-col gap-2">
      <p className="max-w-reading text-13 text-muted">{t('needed')}</p>
      {openRetest ? (
        <RetestRunning retestId={openRetest.id} findings={openRetest.findingIds.length} mayStop />
      ) : (
        <RetestButton scanId={finding.scanId} target={{ findingId: finding.id }} about={title} />
      )}
    </div>
  );
}

type ExchangeSectionProps = Pick<FindingCardProps, 'appeal' | 'finding' | 'exchanges'> & { canEdit: boolean };

/** The requests and responses that the seller gives as proof, and the form for another one. */
function ExchangeSection({ appeal, finding, exchanges, canEdit }: ExchangeSectionProps) {
  const t = useTranslations('appeals.exchanges');
  if (!canEdit && exchanges.length === 0) return null;
  return (
    <section className="flex min-w-0 flex-col gap-3">
      <h3 className="text-14 font-semibold">{t('title')}</h3>
      <ExchangeProofs exchanges={exchanges} url={finding.url} />
      {canEdit && (
        <ExchangeForm
          // Rendered again, and empty, when what was pasted is attached.
          key={exchanges.length}
          submissionId={appeal.submission.id}
          findingId={finding.id}
          ofScan={{ request: finding.evidence.request, response: finding.evidence.response }}
        />
      )}
    </section>
  );
}
