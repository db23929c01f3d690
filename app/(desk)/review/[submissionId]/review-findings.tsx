import { Check, Circle, CircleDashed, CircleHelp, Hourglass, X } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useFindingText } from '@/app/(desk)/scans/[scanId]/use-finding-text';
import { Card } from '@/app/components/card';
import { classNames } from '@/app/components/class-names';
import { Glyph } from '@/app/components/glyph';
import { Meter } from '@/app/components/meter';
import { Pagination } from '@/app/components/pagination';
import { SeverityBadge } from '@/app/components/severity-badge';
import { reviewPath } from '@/app/paths';
import type { ReviewDetails } from '@/lib/appeals/review/get-review';
import type { VerdictState } from '@/lib/appeals/rules/judgement';
import { FINDINGS_PER_PAGE, pageAround } from '@/lib/core/pages';
import type { FindingRecord } from '@/lib/findings/finding-record';
import { SHOWN_ID } from './focus-shown';

type ReviewFindingsProps = {
  review: ReviewDetails;
  findings: readonly FindingRecord[];
  shownId: string | null;
};

const STATES = {
  OPEN: { icon: CircleDashed, className: 'text-attention' },
  NEED_MORE: { icon: CircleHelp, className: 'text-progress' },
  TO_SECOND: { icon: Hourglass, className: 'text-attention' },
  ACCEPTED: { icon: Check, className: 'text-success' },
  REJECTED: { icon: X, className: 'text-danger' },
  OPTIONAL: { icon: Circle, className: 'text-neutral' },
} as const satisfies Record<VerdictState, unknown>;

/** The findings around the one that is shown, each with its verdict; how many are judged on top. */
export function ReviewFindings({ review, findings, shownId }: ReviewFindingsProps) {
  const t = useTranslations('review.page');
  const states = [...review.states.values()].filter((state) => state !== 'OPTIONAL');
  const blocking = states.length;
  const judged = blocking - (review.judgement.state === 'OPEN' ? review.judgement.missing.length : 0);
  if (findings.length === 0) return null;
  const page = pageAround(
    findings,
    findings.findIndex(({ id }) => id === shownId),
    FINDINGS_PER_PAGE,
  );
  return (
    <Card title={t('findings')} isFlush>
      {blocking > 0 && (
        <div className="border-b border-line px-4 py-3">
          <Meter
            label={t('meter')}
            value={judged}
            max={blocking}
            text={t('meterText', { judged, blocking })}
            tone={judged < blocking ? 'attention' : 'success'}
          />
        </div>
      )}
      <ul className="flex max-h-[40rem] flex-col divide-y divide-line overflow-y-auto">
        {page.rows.map((finding) => (
          <li key={finding.id}>
            <ReviewLink
              finding={finding}
              href={reviewPath(review.submission.id, finding.id, 'evidence')}
              isShown={finding.id === shownId}
              state={review.states.get(finding.id) ?? 'OPTIONAL'}
            />
          </li>
        ))}
      </ul>
      {page.pages > 1 && (
        <div className="border-t border-line px-4 pb-3">
          <Pagination
            page={page}
            pageHref={(at) =>
              reviewPath(review.submission.id, findings[(at - 1) * page.size]?.id, 'findings')
            }
          />
        </div>
      )}
    </Card>
  );
}

type ReviewLinkProps = {
  finding: FindingRecord;
  href: ReturnType<typeof reviewPath>;
  isShown: boolean;
  state: VerdictState;
};

function ReviewLink({ finding, href, isShown, state }: ReviewLinkProps) {
  const t = useTranslations('review.page');
  const { title } = useFindingText(finding);
  const { icon, className } = STATES[state];
  return (
    <Link
      id={isShown ? SHOWN_ID : undefined}
      href={href}
      scroll={false}
      prefetch={false}
      aria-current={isShown ? 'true' : undefined}
      className={classNames(
        'flex scroll-mt-20 scroll-mb-4 flex-col gap-1 px-4 py-2.5 -outline-offset-2',
        isShown ? 'bg-accent-quiet' : 'hover:bg-hover',
      )}
    >
      <span className="font-medium wrap-anywhere">{title}</span>
      <span className="flex flex-wrap items-center justify-between gap-2">
        <SeverityBadge severity={finding.severity} />
        <span className={classNames('inline-flex items-center gap-1 text-13', className)}>
          <Glyph icon={icon} size={14} />
          {t(`states.${state}`)}
        </span>
      </span>
    </Link>
  );
}
