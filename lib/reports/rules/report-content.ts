import type { FindingRecord } from '@/lib/findings/finding-record';
import { isBlocking } from '@/lib/findings/rules/finding';
import type { AppMessages } from '@/lib/i18n/app-messages';
import { hasText } from '@/lib/i18n/text-or';
import type { Coverage } from '@/lib/scans/rules/result';
import type { AssessmentText } from './assessment';
import { cleanCellText } from './cell-text';
import type { ColumnKey } from './columns';
import { writeExplanation } from './explanation-lines';
import type { Translate } from './translate';

export type ReportFinding = Pick<
  FindingRecord,
  | 'id'
  | 'class'
  | 'titleKey'
  | 'values'
  | 'severity'
  | 'confidence'
  | 'cvssVector'
  | 'cvssScore'
  | 'cwe'
  | 'method'
  | 'url'
  | 'parameter'
  | 'evidence'
  | 'standing'
>;

/** One scan of the report, as its sheet of facts names it. */
export type ReportScan = {
  host: string;
  outcome: 'COMPLETE' | 'INCOMPLETE' | 'CANCELLED';
  completedAt: Date | null;
  engineVersion: string | null;
  score: number | null;
  /** Null where the scan did not get that far. */
  coverage: Pick<Coverage, 'pages' | 'forms' | 'parameters' | 'isLoginProven'> | null;
};

/** Everything that a workbook tells. `verdict` is a code of `scan.verdict` with its counts. */
export type ReportContent = {
  assetName: string | null;
  submissionNumber: number | null;
  verdict: { code: keyof AppMessages['scan']['verdict']; values: Record<string, number> };
  scans: readonly ReportScan[];
  findings: readonly ReportFinding[];
  /** By finding id: what is in F, G and H already. */
  assessments: ReadonlyMap<string, AssessmentText>;
  generatedAt: Date;
};

const REQUEST_MAXIMUM = 2_000;
const AROUND_PROOF = 300;
const RESPONSE_MAXIMUM = 1_000;

/** The title of a finding; its class where a text of an older engine is gone. */
export function findingTitle(
  finding: Pick<ReportFinding, 'titleKey' | 'values' | 'class'>,
  t: Translate,
): string {
  const key: string = `${finding.titleKey}.title`;
  return hasText(t, key) ? t(key, finding.values) : t(`scan.classes.${finding.class}`);
}

/** What a finding says: title, why it matters, how it is fixed; null where a text of an older engine is gone. */
export function findingTexts(
  finding: Pick<ReportFinding, 'titleKey' | 'values' | 'class'>,
  t: Translate,
): { title: string; why: string | null; fix: string | null } {
  const read = (part: 'why' | 'fix') => {
    const key: string = `${finding.titleKey}.${part}`;
    return hasText(t, key) ? t(key, finding.values) : null;
  };
  return { title: findingTitle(finding, t), why: read('why'), fix: read('fix') };
}

/** The texts of one finding's row, as the sheet holds them. */
export function reportRow(
  finding: ReportFinding,
  assessment: AssessmentText | undefined,
  t: Translate,
): Record<ColumnKey, string> {
  const shortened = t('reports.cells.shortened');
  const confidence = t('reports.cells.confidence', { confidence: finding.confidence });
  const severity = `${t(`scan.severities.${finding.severity}`)} · ${finding.cvssScore.toFixed(1)} · ${confidence}`;
  const lines = {
    findingId: [finding.id],
    vulnerability: [t(`scan.classes.${finding.class}`), findingTitle(finding, t), `CWE-${finding.cwe}`],
    severity: [severity, ...judgedLines(finding, t), finding.cvssVector],
    location: [
      `${finding.method} ${finding.url}`,
      ...(finding.parameter
        ? [
            t('reports.cells.parameter', {
              name: finding.parameter.name,
              location: finding.parameter.location.toLowerCase(),
            }),
          ]
        : []),
    ],
    evidence: evidenceLines(finding, t),
    conclusion: assessment ? [t(`reports.conclusions.${assessment.conclusion}`)] : [],
    explanation: assessment ? [writeExplanation(assessment, t)] : [],
    reference: assessment ? [assessment.reference] : [],
  } satisfies Record<ColumnKey, string[]>;
  const cells = Object.entries(lines).map(([key, parts]) => [
    key,
    cleanCellText(parts.join('\n'), shortened),
  ]);
  return Object.fromEntries(cells) as Record<ColumnKey, string>;
}

/** Whether what is in F, G and H was accepted earlier and is the seller's answer already. */
export const isCarriedText = (finding: ReportFinding, { assessments }: ReportContent): boolean => {
  const { standing } = finding;
  const written = assessments.get(finding.id);
  return standing?.state === 'CARRIED' && written?.explanation === standing.decision.explanation;
};

/** Whether it blocks, or what an earlier decision makes of it; days as in every language of a workbook. */
function judgedLines(finding: ReportFinding, t: Translate): string[] {
  const { standing } = finding;
  const blocks = isBlocking(finding) ? [t('reports.cells.blocking')] : [];
  if (!standing) return blocks;
  const values = { until: standing.decision.validUntil.toISOString().slice(0, 10) };
  if (standing.state === 'CARRIED') return [t('reports.cells.carried', values)];
  return [...blocks, t('reports.cells.reopened', { reason: standing.reason })];
}

function evidenceLines(finding: ReportFinding, t: Translate): string[] {
  const { evidence } = finding;
  const texts = findingTexts(finding, t);
  const cut = (text: string, from: number, to: number) =>
    `${from > 0 ? '… ' : ''}${text.slice(from, to)}${to < text.length ? ' …' : ''}`;
  const proof = evidence.marks.find((mark) => mark.in === 'response');
  const response = proof
    ? cut(evidence.response, Math.max(0, proof.from - AROUND_PROOF), proof.to + AROUND_PROOF)
    : cut(evidence.response, 0, RESPONSE_MAXIMUM);
  const advice = (['why', 'fix'] as const).flatMap((part) => {
    const text = texts[part];
    return text === null ? [] : [`[${t(`reports.cells.${part}`)}]`, text, ''];
  });
  return [
    `[${t('reports.evidence.request')}]`,
    cut(evidence.request, 0, REQUEST_MAXIMUM),
    '',
    `[${t('reports.evidence.response')}]`,
    response,
    '',
    ...advice,
  ];
}
