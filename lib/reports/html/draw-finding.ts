import { chooseFixExample } from '@/lib/findings/rules/choose-fix-example';
import { BLOCKING_CVSS_SCORE, severityOfScore } from '@/lib/findings/rules/cvss';
import { isBlocking, type ProofMark, type Severity } from '@/lib/findings/rules/finding';
import type { FingerprintedFinding } from '@/lib/findings/rules/fingerprint';
import { listReviewClauses } from '@/lib/findings/rules/review-clauses';
import { SEVERITY_PATHS } from '@/lib/findings/rules/severity-paths';
import type { ReportWords } from '../report-words';
import { excerptAroundMarks } from '../rules/excerpt-around-marks';
import { findingTexts } from '../rules/report-content';
import type { AcceptedFinding } from '../rules/reported-scan';
import { drawFacts, type Fact } from './draw-facts';
import { markup, type SafeHtml } from './safe-html';

/** The whole of an evidence is in the JSON report. */
const EVIDENCE = { marks: 5, ofMark: 2_000, around: 600, head: 600 };

/** A severity as its shape and its word. */
export const drawSeverity = (severity: Severity, { t }: ReportWords): SafeHtml =>
  markup`<span class="severity ${severity}"><svg aria-hidden="true" viewBox="0 0 16 16">${SEVERITY_PATHS[
    severity
  ].map(({ d, isFilled }) =>
    isFilled
      ? markup`<path fill="currentColor" d="${d}"/>`
      : markup`<path fill="none" stroke="currentColor" stroke-width="1.75" d="${d}"/>`,
  )}</svg>${t(`scan.severities.${severity}`)}</span>`;

/** Everything of one finding: where, how grave, by which clause, the proof, why it matters and how it is fixed. */
export function drawFinding(
  finding: FingerprintedFinding,
  number: number,
  acceptance: AcceptedFinding | undefined,
  words: ReportWords,
): SafeHtml {
  const { t } = words;
  const { title, why, fix } = findingTexts(finding, t);
  const example = chooseFixExample(finding);
  return markup`<section class="finding" id="finding-${number}">
<h3>${number}. ${title}</h3>
${acceptance ? markup`<p>${sayAccepted(acceptance, words)}</p>` : null}
${drawFacts(listFacts(finding, words))}
<h4>${t('reports.evidence.request')}</h4>
${drawSide(finding, 'request', words)}
<h4>${t('reports.evidence.response')}</h4>
${drawSide(finding, 'response', words)}
${finding.evidence.isTruncated ? markup`<p class="muted">${t('reports.evidence.truncated')}</p>` : null}
${why === null ? null : markup`<h4>${t('scans.panel.why')}</h4><p>${why}</p>`}
${fix === null ? null : markup`<h4>${t('scans.panel.fix')}</h4><p>${fix}</p>`}
<h4>${t('reports.document.example', { language: example.language })}</h4>
<pre>${example.code}</pre>
</section>`;
}

const sayAccepted = (
  { conclusion, reasonCode, endsOn, decidedAt }: AcceptedFinding,
  { t, sayInstant }: ReportWords,
): string =>
  [
    t('reports.document.accepted', {
      conclusion: t(`reports.conclusions.${conclusion}`),
      at: sayInstant(decidedAt),
    }),
    ...(reasonCode
      ? [t('reports.document.acceptedReason', { reason: t(`reports.reasons.${reasonCode}`) })]
      : []),
    ...(endsOn ? [t('reports.document.acceptedUntil', { day: endsOn })] : []),
  ].join(' ');

function listFacts(finding: FingerprintedFinding, words: ReportWords): Fact[] {
  const { t } = words;
  const { parameter } = finding;
  const clauses = listReviewClauses(finding).map(
    (clause) =>
      markup`<div>${t(`reports.clauses.${clause}.title`)}: ${t(`reports.clauses.${clause}.demand`, {
        score: BLOCKING_CVSS_SCORE.toFixed(1),
      })}</div>`,
  );
  return [
    [t('scans.panel.class'), t(`scan.classes.${finding.class}`)],
    [t('scans.columns.severity'), drawSeverity(finding.severity, words)],
    [t('scans.columns.confidence'), t(`scan.confidence.${finding.confidence}`)],
    [t('scans.columns.blocks'), t(isBlocking(finding) ? 'scans.blocks' : 'scans.blocksNot')],
    ['CVSS 3.1', drawScore(finding, words)],
    [t('scans.panel.cwe'), t('scans.panel.cweValue', { number: String(finding.cwe) })],
    [t('scans.panel.where'), markup`<code>${finding.method} ${finding.url}</code>`],
    ...(parameter
      ? [
          [
            t('scans.panel.parameter'),
            t('scans.panel.parameterValue', {
              name: parameter.name,
              location: parameter.location.toLowerCase(),
            }),
          ] satisfies Fact,
        ]
      : []),
    [t('reports.clauses.label'), markup`${clauses}<div class="muted">${t('reports.clauses.source')}</div>`],
    [t('reports.document.fingerprint'), markup`<code>${finding.fingerprint}</code>`],
  ];
}

/** The score, and by which rule a finding is graver than its score. */
function drawScore({ severity, cvssScore, cvssVector }: FingerprintedFinding, { t }: ReportWords): SafeHtml {
  const byScore = severityOfScore(cvssScore);
  const values = { severity: t(`scan.severities.${severity}`), byScore: t(`scan.severities.${byScore}`) };
  const rule = severity === 'HIGH' && byScore !== 'HIGH' ? t('scans.policy', values) : null;
  return markup`${cvssScore.toFixed(1)} <code>${cvssVector}</code>${
    rule === null ? null : markup`<div class="muted">${rule}</div>`
  }`;
}

function drawSide({ evidence }: FingerprintedFinding, side: ProofMark['in'], { t }: ReportWords): SafeHtml {
  const marks = evidence.marks.filter((mark) => mark.in === side);
  const pieces = excerptAroundMarks(evidence[side], marks, EVIDENCE).map((piece) => {
    if ('omitted' in piece)
      return markup`<span class="omitted">${t('reports.document.omitted', { count: piece.omitted })}</span>`;
    return piece.isMarked ? markup`<mark>${piece.text}</mark>` : piece.text;
  });
  return markup`<pre>${pieces}</pre>`;
}
