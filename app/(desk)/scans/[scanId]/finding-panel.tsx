import type { Route } from 'next';
import { useTranslations } from 'next-intl';
import { VerdictPill } from '@/app/(desk)/finding-state-pill';
import { RetestOutcome } from '@/app/(desk)/scans/retest-outcome';
import { CodeBlock } from '@/app/components/code-block';
import { DefinitionList } from '@/app/components/definition-list';
import { EvidenceView } from '@/app/components/evidence-view';
import { SeverityBadge } from '@/app/components/severity-badge';
import { SidePanel } from '@/app/components/side-panel';
import { StandingNotice } from '@/app/components/standing-notice';
import type { LastVerdict } from '@/lib/appeals/find-last-verdicts';
import type { FindingRecord } from '@/lib/findings/finding-record';
import { chooseFixExample } from '@/lib/findings/rules/choose-fix-example';
import { BLOCKING_CVSS_SCORE, severityOfScore } from '@/lib/findings/rules/cvss';
import { isBlocking } from '@/lib/findings/rules/finding';
import { listReviewClauses } from '@/lib/findings/rules/review-clauses';
import type { FindingRetest } from '@/lib/scans/for-other-rooms';
import { RetestButton } from './retest-button';
import { useFindingPlace } from './use-finding-place';
import { useFindingText } from './use-finding-text';

type FindingPanelProps = {
  finding: FindingRecord;
  verdict?: LastVerdict | undefined;
  retest?: FindingRetest | undefined;
  /** It is being tested again now. */
  isAsked: boolean;
  mayRetest: boolean;
  closeHref: Route;
};

/** One finding, at the side of its report: where, the proof, why it matters, how to fix it. */
export function FindingPanel({ finding, verdict, retest, isAsked, mayRetest, closeHref }: FindingPanelProps) {
  const t = useTranslations('scans');
  const reports = useTranslations('reports');
  const { title, why, fix } = useFindingText(finding);
  const example = chooseFixExample(finding);
  return (
    <SidePanel title={title} closeHref={closeHref}>
      <div className="flex flex-col gap-6">
        {finding.standing && !verdict && <StandingNotice standing={finding.standing} />}
        <FindingFacts finding={finding} verdict={verdict} />
        <Retest {...{ finding, retest, isAsked, mayRetest }} />
        <EvidenceView evidence={finding.evidence} url={finding.url} />
        <Section title={t('panel.why')}>{why}</Section>
        <Section title={t('panel.fix')}>{fix}</Section>
        <CodeBlock label={reports('document.example', { language: example.language })} text={example.code} />
      </div>
    </SidePanel>
  );
}

/** What testing it again came to, with the new proof, and the button that does it. */
function Retest({
  finding,
  retest,
  isAsked,
  mayRetest,
}: Pick<FindingPanelProps, 'finding' | 'retest' | 'isAsked' | 'mayRetest'>) {
  const t = useTranslations('scans.retest');
  const { title } = useFindingText(finding);
  if (!retest && !mayRetest && !isAsked) return null;
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-14 font-semibold">{t('title')}</h3>
      {isAsked && <p>{t('running', { count: 1 })}</p>}
      {retest && <RetestOutcome retest={retest} />}
      {!retest && !isAsked && <p className="text-muted">{t('none')}</p>}
      <p className="max-w-reading text-13 text-muted">{t('meaning')}</p>
      {mayRetest && <RetestButton scanId={finding.scanId} target={{ findingId: finding.id }} about={title} />}
      {retest?.evidence && (
        <>
          <h4 className="mt-2 text-13 font-semibold">{t('newProof')}</h4>
          <EvidenceView evidence={retest.evidence} url={finding.url} />
          <h4 className="mt-2 text-13 font-semibold">{t('oldProof')}</h4>
        </>
      )}
    </section>
  );
}

function FindingFacts({ finding, verdict }: Pick<FindingPanelProps, 'finding' | 'verdict'>) {
  const t = useTranslations('scans');
  const words = useTranslations('scan');
  const clauses = useTranslations('reports.clauses');
  const place = useFindingPlace(finding);
  return (
    <DefinitionList
      items={[
        { term: t('columns.severity'), value: <SeverityBadge severity={finding.severity} /> },
        { term: t('panel.class'), value: words(`classes.${finding.class}`) },
        { term: t('columns.confidence'), value: words(`confidence.${finding.confidence}`) },
        {
          term: t('columns.blocks'),
          value: verdict ? <VerdictPill {...verdict} /> : t(isBlocking(finding) ? 'blocks' : 'blocksNot'),
        },
        {
          term: t('columns.cvss'),
          value: <Score finding={finding} />,
        },
        { term: t('panel.cwe'), value: t('panel.cweValue', { number: String(finding.cwe) }) },
        { term: clauses('label'), value: <Clauses finding={finding} /> },
        ...place,
      ]}
    />
  );
}

/** The score, and by which rule a finding is graver than its score. */
function Score({ finding }: Pick<FindingPanelProps, 'finding'>) {
  const t = useTranslations('scans');
  const words = useTranslations('scan');
  const byScore = severityOfScore(finding.cvssScore);
  return (
    <>
      {finding.cvssScore.toFixed(1)}{' '}
      <span className="font-mono text-13 wrap-anywhere">{finding.cvssVector}</span>
      {finding.severity === 'HIGH' && byScore !== 'HIGH' && (
        <span className="block text-13 text-muted">
          {t('policy', {
            severity: words(`severities.${finding.severity}`),
            byScore: words(`severities.${byScore}`),
          })}
        </span>
      )}
    </>
  );
}

/** What KooGallery's standard demands where this finding is. */
function Clauses({ finding }: Pick<FindingPanelProps, 'finding'>) {
  const t = useTranslations('reports.clauses');
  return (
    <>
      {listReviewClauses(finding).map((clause) => (
        <span key={clause} className="block">
          <span className="font-medium">{t(`${clause}.title`)}</span>:{' '}
          {t(`${clause}.demand`, { score: BLOCKING_CVSS_SCORE.toFixed(1) })}
        </span>
      ))}
      <span className="block text-13 text-muted">{t('source')}</span>
    </>
  );
}

function Section({ title, children }: { title: string; children: string }) {
  return (
    <section>
      <h3 className="text-14 font-semibold">{title}</h3>
      <p className="mt-1 max-w-reading">{children}</p>
    </section>
  );
}
