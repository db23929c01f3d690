import { createHash } from 'node:crypto';
import { isBlocking } from '@/lib/findings/rules/finding';
import { reasonKey } from '@/lib/scans/rules/reason-key';
import { type ReportLanguage, type ReportWords, reportWords } from '../report-words';
import { findingTitle } from '../rules/report-content';
import { type ReportedScan, summariseReport } from '../rules/reported-scan';
import { drawFacts } from './draw-facts';
import { drawFinding, drawSeverity } from './draw-finding';
import { drawClasses, drawCoverage, drawLeftBehind } from './draw-tested';
import { REPORT_STYLE } from './report-style';
import { markup, SafeHtml } from './safe-html';

/** Nothing runs and nothing is loaded, whatever the evidence holds: the policy allows the document's own style alone. */
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(REPORT_STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'`;

/**
 * The report of a scan as one self-contained HTML document, for reading, archiving and printing. It has no script, loads
 * nothing and writes evidence as text only. The same scan gives the same document.
 */
export function buildHtmlReport(scan: ReportedScan, language: ReportLanguage): string {
  const words = reportWords(language);
  const { t, locale } = words;
  const title = `${t('reports.about.title')} · ${scan.host}`;
  return markup`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${new SafeHtml(REPORT_STYLE)}</style>
</head>
<body>
<main>
<header><h1>${t('reports.about.title')}</h1><p class="muted">${scan.host}</p></header>
${drawVerdict(scan, words)}
${drawScanFacts(scan, words)}
<h2>${t('reports.document.contents')}</h2>
${drawList(scan, words)}
<h2>${t('scans.classes')}</h2>
${drawClasses(scan, words)}
<h2>${t('scans.coverage.title')}</h2>
${drawCoverage(scan, words)}
<h2>${t('scans.leftBehind.title')}</h2>
${drawLeftBehind(scan, words)}
${drawDetails(scan, words)}
</main>
<footer>${t('reports.document.made', { engine: scan.engineVersion })}</footer>
</body>
</html>
`.text;
}

function drawVerdict(scan: ReportedScan, { t }: ReportWords): SafeHtml {
  const summary = summariseReport(scan);
  const { code, values } = summary;
  const isSuccess = code === 'CLEAN' && values.cleanClasses + values.absent === values.total;
  const tone = code === 'BLOCKED' || code === 'INCOMPLETE' ? 'attention' : isSuccess ? 'success' : '';
  const reason = scan.reason && sayReason(scan.reason, t);
  return markup`<div class="verdict ${tone}"><p>${t(`scan.verdict.${code}`, values)}</p>${
    scan.checklist.length === 0 ? null : markup`<p>${t('scan.untestedCount', values)}</p>`
  }${reason && markup`<p>${reason.title}</p><p class="muted">${reason.fix}</p>`}</div>`;
}

function sayReason({ code, values }: NonNullable<ReportedScan['reason']>, t: ReportWords['t']) {
  const key = reasonKey(code);
  return { title: t(`${key}.title`, values), fix: t(`${key}.fix`, values) };
}

const drawScanFacts = (scan: ReportedScan, { t, sayInstant, joinNames }: ReportWords): SafeHtml =>
  markup`<h2>${t('reports.document.facts')}</h2>${drawFacts([
    [t('reports.document.website'), markup`<code>${scan.origin}</code>`],
    [t('reports.document.started'), sayInstant(scan.startedAt)],
    [t('reports.document.ended'), sayInstant(scan.completedAt)],
    [t('scans.coverage.engine'), scan.engineVersion],
    [
      t('reports.document.checks'),
      joinNames(scan.checkVersions.map(({ id, version }) => `${id} ${version}`)),
    ],
    [t('reports.document.scanId'), markup`<code>${scan.scanId}</code>`],
  ])}`;

function drawList({ findings, outcome }: ReportedScan, words: ReportWords): SafeHtml {
  const { t } = words;
  if (findings.length === 0)
    return markup`<p>${t(outcome === 'COMPLETE' ? 'reports.document.noFindings' : 'scans.noAnswer.detail')}</p>`;
  const rows = findings.map(
    (finding, index) =>
      markup`<tr><td class="number">${index + 1}</td><th scope="row"><a href="#finding-${index + 1}">${findingTitle(
        finding,
        t,
      )}</a><div><code class="muted">${finding.method} ${new URL(finding.url).pathname}</code></div></th>
<td>${drawSeverity(finding.severity, words)}</td><td class="number">${finding.cvssScore.toFixed(1)}</td>
<td>${t(`scan.confidence.${finding.confidence}`)}</td><td>${t(isBlocking(finding) ? 'scans.blocks' : 'scans.blocksNot')}</td></tr>`,
  );
  return markup`<table><thead><tr><th scope="col">${t('reports.document.number')}</th><th scope="col">${t(
    'scans.columns.finding',
  )}</th><th scope="col">${t('scans.columns.severity')}</th><th scope="col" class="number">${t(
    'scans.columns.cvss',
  )}</th><th scope="col">${t('scans.columns.confidence')}</th><th scope="col">${t(
    'scans.columns.blocks',
  )}</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function drawDetails({ findings, accepted }: ReportedScan, words: ReportWords): SafeHtml | null {
  const { t } = words;
  if (findings.length === 0) return null;
  return markup`<h2>${t('reports.document.details')}</h2>
<p class="muted">${t('reports.document.whole')} ${t('reports.evidence.masked')}</p>
${findings.map((finding, index) =>
  drawFinding(finding, index + 1, accepted.get(finding.fingerprint), words),
)}`;
}
