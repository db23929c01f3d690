import { Check, Circle, CircleDashed } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { AppealDetails } from '@/lib/appeals/get-appeal';
import type { FindingRecord } from '@/lib/findings/finding-record';
import { isBlocking } from '@/lib/findings/rules/finding';
import { isExplained } from '@/lib/reports/rules/conclusion';
import { Card } from '../../../../components/card';
import { classNames } from '../../../../components/class-names';
import { Glyph } from '../../../../components/glyph';
import { Meter } from '../../../../components/meter';
import { SeverityBadge } from '../../../../components/severity-badge';
import { useFindingText } from '../../../scans/[scanId]/use-finding-text';
import { appealPath } from './appeal-paths';

type FindingListProps = {
  appeal: AppealDetails;
  findings: readonly FindingRecord[];
  shownId: string | null;
};

/** How many findings lack an explanation, and the findings themselves, each a link to its conclusion. */
export function FindingList({ appeal, findings, shownId }: FindingListProps) {
  const t = useTranslations('appeals.findings');
  const { blocking, explained, missing } = appeal.progress;
  const explanations = new Map(appeal.assessments.map((one) => [one.findingId, one.explanation]));
  return (
    <Card title={t('title')} isFlush>
      <div className="border-b border-line px-4 py-3">
        <Meter
          label={t('missing', { missing: missing.length, blocking })}
          value={explained}
          max={blocking}
          text={t('explained', { explained, blocking })}
          tone={missing.length > 0 ? 'attention' : 'success'}
        />
      </div>
      <ul className="flex flex-col divide-y divide-line">
        {findings.map((finding) => (
          <li key={finding.id}>
            <FindingLink
              finding={finding}
              href={appealPath(appeal.submission.id, finding.id)}
              isShown={finding.id === shownId}
              state={
                isExplained(explanations.get(finding.id) ?? '')
                  ? 'explained'
                  : isBlocking(finding)
                    ? 'missing'
                    : 'optional'
              }
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}

const STATES = {
  explained: { icon: Check, className: 'text-success' },
  missing: { icon: CircleDashed, className: 'text-attention' },
  optional: { icon: Circle, className: 'text-neutral' },
};

type FindingLinkProps = {
  finding: FindingRecord;
  href: ReturnType<typeof appealPath>;
  isShown: boolean;
  state: keyof typeof STATES;
};

function FindingLink({ finding, href, isShown, state }: FindingLinkProps) {
  const t = useTranslations('appeals.findings');
  const { title } = useFindingText(finding);
  const { icon, className } = STATES[state];
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
      <span className="flex items-baseline justify-between gap-2">
        <SeverityBadge severity={finding.severity} />
        <span className={classNames('inline-flex items-center gap-1 text-13', className)}>
          <Glyph of={icon} size={14} className="translate-y-0.5" />
          {t(`states.${state}`)}
        </span>
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
