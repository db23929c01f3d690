import { useTranslations } from 'next-intl';
import { useFindingPlace } from '@/app/(desk)/scans/[scanId]/use-finding-place';
import { useFindingText } from '@/app/(desk)/scans/[scanId]/use-finding-text';
import { DefinitionList } from '@/app/components/definition-list';
import { EvidenceView } from '@/app/components/evidence-view';
import { Folded } from '@/app/components/folded';
import { SeverityBadge } from '@/app/components/severity-badge';
import type { FindingRecord } from '@/lib/findings/finding-record';
import { isBlocking } from '@/lib/findings/rules/finding';

/** What the scan says of a finding: how bad, where, the exchange that proves it, why it matters. */
export function FindingSummary({ finding }: { finding: FindingRecord }) {
  const t = useTranslations('appeals.facts');
  const scan = useTranslations('scan');
  const { why, fix } = useFindingText(finding);
  const place = useFindingPlace(finding);
  return (
    <section className="flex min-w-0 flex-col gap-4">
      <h3 className="text-14 font-semibold">{t('title')}</h3>
      <DefinitionList
        items={[
          {
            term: t('severity'),
            value: (
              <span className="flex flex-wrap items-center gap-x-2">
                <SeverityBadge severity={finding.severity} />
                <span className="tabular-nums">{finding.cvssScore.toFixed(1)}</span>
                <span className="text-13 text-muted">
                  {scan(`confidence.${finding.confidence}`)}
                  {isBlocking(finding) && ` · ${t('blocks')}`}
                </span>
              </span>
            ),
          },
          { term: t('class'), value: scan(`classes.${finding.class}`) },
          ...place,
        ]}
      />
      <EvidenceView evidence={finding.evidence} url={finding.url} />
      <Folded summary={t('advice')}>
        <p className="max-w-reading">{why}</p>
        <p className="mt-2 max-w-reading">{fix}</p>
      </Folded>
    </section>
  );
}
