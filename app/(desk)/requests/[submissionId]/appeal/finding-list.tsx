import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { FindingStatePill } from '@/app/(desk)/finding-state-pill';
import { useFindingText } from '@/app/(desk)/scans/[scanId]/use-finding-text';
import { Card } from '@/app/components/card';
import { classNames } from '@/app/components/class-names';
import { Meter } from '@/app/components/meter';
import { Pagination } from '@/app/components/pagination';
import { SeverityBadge } from '@/app/components/severity-badge';
import { appealPath } from '@/app/paths';
import type { AppealDetails } from '@/lib/appeals/get-appeal';
import { countVerdicts, type FindingState, findingState } from '@/lib/appeals/rules/finding-state';
import { FINDINGS_PER_PAGE, pageAround } from '@/lib/core/pages';
import type { FindingRecord } from '@/lib/findings/finding-record';
import { isBlocking, isCarried } from '@/lib/findings/rules/finding';
import { isExplained } from '@/lib/reports/rules/conclusion';

type FindingListProps = {
  appeal: AppealDetails;
  /** The findings about which a reviewer asks. */
  asked: ReadonlySet<string | null>;
  findings: readonly FindingRecord[];
  shownId: string | null;
};

/** How many findings lack an explanation, and the findings around the one that is shown, each a link to its conclusion. */
export function FindingList({ appeal, asked, findings, shownId }: FindingListProps) {
  const t = useTranslations('appeals.findings');
  const { blocking, explained, missing } = appeal.progress;
  const { accepted, toAnswer } = countVerdicts([...appeal.verdicts.values()].map(({ outcome }) => outcome));
  // While it is edited or reviewed once more, the explanations count, not the decision before.
  const isOpen = appeal.state === 'EDITABLE' || appeal.state === 'REVIEWING';
  const isFinal = [...appeal.verdicts.values()].some((verdict) => verdict.isLastLook);
  const isDecided = !isOpen && appeal.verdicts.size > 0;
  const page = pageAround(
    findings,
    findings.findIndex(({ id }) => id === shownId),
    FINDINGS_PER_PAGE,
  );
  return (
    <Card title={t('title')} isFlush>
      <div className="border-b border-line px-4 py-3">
        {isDecided ? (
          <Meter
            label={t('decided', { accepted, toAnswer, isFinal: String(isFinal) })}
            value={accepted}
            max={blocking}
            text={t('explained', { explained: accepted, blocking })}
            tone={toAnswer > 0 ? 'attention' : 'success'}
          />
        ) : (
          <Meter
            label={t('missing', { missing: missing.length, blocking })}
            value={explained}
            max={blocking}
            text={t('explained', { explained, blocking })}
            tone={missing.length > 0 ? 'attention' : 'success'}
          />
        )}
      </div>
      <ul className="flex flex-col divide-y divide-line">
        {page.rows.map((finding) => (
          <li key={finding.id}>
            <FindingLink
              finding={finding}
              href={appealPath(appeal.submission.id, finding.id)}
              isShown={finding.id === shownId}
              state={toFindingState(appeal, finding, asked.has(finding.id))}
            />
          </li>
        ))}
      </ul>
      {page.pages > 1 && (
        <div className="border-t border-line px-4 pb-3">
          <Pagination
            page={page}
            pageHref={(at) => appealPath(appeal.submission.id, findings[(at - 1) * page.size]?.id)}
          />
        </div>
      )}
    </Card>
  );
}

function toFindingState(
  { appeal, assessments, verdicts }: AppealDetails,
  finding: FindingRecord,
  isAsked: boolean,
): FindingState {
  const assessment = assessments.find(({ findingId }) => findingId === finding.id);
  return findingState({
    isBlocking: isBlocking(finding),
    isCarried: isCarried(finding),
    isAsked,
    isExplained: isExplained(assessment?.explanation ?? ''),
    explainedAt: assessment?.updatedAt ?? null,
    openedAt: appeal?.createdAt ?? null,
    verdict: verdicts.get(finding.id) ?? null,
  });
}

type FindingLinkProps = {
  finding: FindingRecord;
  href: ReturnType<typeof appealPath>;
  isShown: boolean;
  state: FindingState;
};

function FindingLink({ finding, href, isShown, state }: FindingLinkProps) {
  const t = useTranslations('appeals.findings');
  const { title } = useFindingText(finding);
  return (
    <Link
      href={href}
      scroll={false}
      aria-current={isShown ? 'true' : undefined}
      className={classNames(
        'flex flex-col gap-1 px-4 py-3 -outline-offset-2',
        isShown ? 'bg-accent-quiet' : 'hover:bg-hover',
      )}
    >
      <span className="flex flex-wrap items-center justify-between gap-2">
        <SeverityBadge severity={finding.severity} />
        <FindingStatePill state={state} />
      </span>
      <span className="font-medium wrap-anywhere">
        <span className="text-muted tabular-nums">{t('number', { number: finding.number })}</span> {title}
      </span>
      <span className="truncate font-mono text-12 text-muted" title={finding.url}>
        {finding.method} {finding.url}
      </span>
    </Link>
  );
}
