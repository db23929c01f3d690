import { CircleDashed, OctagonAlert, ShieldCheck } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { FindingStatePill, VerdictPill } from '@/app/(desk)/finding-state-pill';
import { RetestOutcome } from '@/app/(desk)/scans/retest-outcome';
import { type Column, DataTable } from '@/app/components/data-table';
import { EmptyState } from '@/app/components/empty-state';
import { Pill } from '@/app/components/pill';
import { SeverityBadge } from '@/app/components/severity-badge';
import { withQuery } from '@/app/paths';
import type { Verdicts } from '@/lib/appeals/list-verdicts';
import type { FindingRecord } from '@/lib/findings/finding-record';
import { isBlocking, isCarried, isSevere } from '@/lib/findings/rules/finding';
import type { ScanRetests } from '@/lib/scans/retest/list-retests';
import { useFindingText } from './use-finding-text';

type FindingsTableProps = {
  findings: readonly FindingRecord[];
  /** What a reviewer decided on them. */
  verdicts: Verdicts;
  /** What the newest re-test of each came to. */
  retests: ScanRetests['results'];
  here: Route;
  /** Only a complete scan can say that there are none. */
  isComplete: boolean;
};

/** The findings in report order; each opens at the side of the page, by its address. */
export function FindingsTable({ findings, verdicts, retests, here, isComplete }: FindingsTableProps) {
  const t = useTranslations('scans');
  const words = useTranslations('scan');
  if (findings.length === 0) {
    const outcome = isComplete ? 'noFindings' : 'noAnswer';
    return (
      <EmptyState icon={isComplete ? ShieldCheck : CircleDashed} title={t(`${outcome}.title`)}>
        {t(`${outcome}.detail`)}
      </EmptyState>
    );
  }
  const columns: Column<FindingRecord>[] = [
    {
      key: 'title',
      label: t('columns.finding'),
      isRowHeader: true,
      cell: (finding) => {
        const retest = retests.get(finding.id);
        return (
          <>
            <FindingLink finding={finding} here={here} />
            {retest && (
              <div className="mt-1">
                <RetestOutcome retest={retest} />
              </div>
            )}
          </>
        );
      },
    },
    {
      key: 'severity',
      label: t('columns.severity'),
      cell: ({ severity }) => <SeverityBadge severity={severity} />,
    },
    { key: 'cvss', label: t('columns.cvss'), align: 'end', cell: ({ cvssScore }) => cvssScore.toFixed(1) },
    {
      key: 'confidence',
      label: t('columns.confidence'),
      cell: ({ confidence }) => words(`confidence.${confidence}`),
    },
    {
      key: 'blocks',
      label: t('columns.blocks'),
      cell: (finding) => {
        const verdict = verdicts.get(finding.id);
        if (verdict) return <VerdictPill {...verdict} />;
        if (isSevere(finding) && isCarried(finding)) return <FindingStatePill state="carried" />;
        return isBlocking(finding) ? (
          <Pill tone="attention" icon={OctagonAlert}>
            {t('blocks')}
          </Pill>
        ) : (
          t('blocksNot')
        );
      },
    },
  ];
  return <DataTable caption={t('findings')} columns={columns} rows={findings} rowKey={({ id }) => id} />;
}

function FindingLink({ finding, here }: { finding: FindingRecord; here: Route }) {
  const { title } = useFindingText(finding);
  const { pathname } = new URL(finding.url);
  return (
    <Link
      prefetch={false}
      scroll={false}
      href={withQuery(here, { finding: String(finding.number) })}
      className="block rounded-4 font-medium hover:underline"
    >
      {title}
      <span className="block font-mono text-12 font-normal text-muted wrap-anywhere">
        {finding.method} {pathname}
        {finding.parameter ? ` · ${finding.parameter.name}` : ''}
      </span>
    </Link>
  );
}
