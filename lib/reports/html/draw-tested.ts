import { FINDING_CLASSES } from '@/lib/findings/rules/finding';
import { listChecklistLines } from '@/lib/scans/rules/checklist-lines';
import type { Seen } from '@/lib/scans/rules/result';
import { classCounts } from '@/lib/scans/rules/scan-summary';
import type { ReportWords } from '../report-words';
import type { ReportedScan } from '../rules/reported-scan';
import { drawFacts, type Fact } from './draw-facts';
import { markup, type SafeHtml } from './safe-html';

/** Each class of the checklist: what it came to, what was tried, and which places were not reached. */
export function drawClasses({ checklist }: ReportedScan, { t }: ReportWords): SafeHtml {
  const rows = FINDING_CLASSES.map((name) => {
    const entry = checklist.find((one) => one.class === name);
    const lines = entry ? listChecklistLines(entry, t) : [];
    return markup`<tr><th scope="row">${t(`scan.classes.${name}`)}</th>
<td>${t(`scan.checklist.${stateWord(entry)}`, { count: entry?.state === 'FINDINGS' ? entry.findings : 0 })}${lines
      .slice(entry?.state === 'FINDINGS' ? 1 : 0)
      .map(({ text, places }) => markup`<div class="muted">${text}</div>${drawPlaces(places)}`)}</td>
<td>${t(`reports.tried.${name}`)}</td></tr>`;
  });
  return markup`<table><thead><tr><th scope="col">${t('reports.document.class')}</th><th scope="col">${t(
    'reports.document.outcome',
  )}</th><th scope="col">${t('reports.document.tried')}</th></tr></thead><tbody>${rows}</tbody></table>`;
}

const drawPlaces = (places: readonly string[]): SafeHtml =>
  markup`${places.map((place) => markup`<div><code>${place}</code></div>`)}`;

function stateWord(entry: ReportedScan['checklist'][number] | undefined) {
  if (entry === undefined) return 'NOT_TESTED';
  return entry.state === 'FINDINGS' && !entry.isFullyTested ? 'FINDINGS_PARTLY' : entry.state;
}

/** How much of the site was seen and tested, what was left out and why. */
export function drawCoverage(scan: ReportedScan, words: ReportWords): SafeHtml {
  const { t } = words;
  const { coverage } = scan;
  const { warnings, skipped } = coverage;
  return markup`${drawFacts(listNumbers(scan, words))}
${warnings.length === 0 ? null : markup`<ul>${warnings.map(({ code, values }) => markup`<li>${t(`scan.warnings.${code}`, values)}</li>`)}</ul>`}
<h4>${t('scans.coverage.skipped')}</h4>
${skipped.length === 0 ? markup`<p>${t('reports.document.noPlaces')}</p>` : null}
<ul>${skipped.map(
    ({ reason, count, examples }) =>
      markup`<li>${t('scans.coverage.skippedGroup', { reason: t(`scan.skipped.${reason}`), count })}${examples.map(
        (example) => markup`<div><code>${example}</code></div>`,
      )}</li>`,
  )}</ul>`;
}

function listNumbers({ coverage, counters, score, ...scan }: ReportedScan, { t }: ReportWords): Fact[] {
  const isComplete = scan.outcome === 'COMPLETE';
  const login = coverage.isLoginProven === null ? 'none' : coverage.isLoginProven ? 'proven' : 'notProven';
  const sayTested = ({ seen, tested }: Seen) => t('scans.coverage.testedOf', { seen, tested });
  const scoreKey =
    classCounts(scan.checklist).untested > 0 ? 'scans.coverage.scorePartly' : 'scans.coverage.scoreValue';
  return [
    [
      t('scans.coverage.pages'),
      t('scans.coverage.pagesValue', { pages: coverage.pages, behind: coverage.pagesBehindLogin }),
    ],
    // A scan that did not come to its end knows neither how the login ended nor what it would have found.
    ...(isComplete
      ? [
          [t('scans.coverage.login'), t(`scans.coverage.loginState.${login}`)] satisfies Fact,
          [t('scans.coverage.score'), t(scoreKey, { score })] satisfies Fact,
        ]
      : []),
    [t('scans.coverage.forms'), sayTested(coverage.forms)],
    [t('scans.coverage.parameters'), sayTested(coverage.parameters)],
    [t('scans.coverage.endpoints'), sayTested(coverage.endpoints)],
    [t('scans.coverage.requests'), String(counters.requests)],
  ];
}

/** What the scan changed on the site, to be found by its mark. */
export function drawLeftBehind({ leftBehind }: ReportedScan, { t }: ReportWords): SafeHtml {
  if (leftBehind.length === 0) return markup`<p>${t('reports.document.nothingLeft')}</p>`;
  const entries = leftBehind.map(
    ({ method, url, parameter, mark, count, wasPutBack }) =>
      markup`<li><code>${method} ${url} ${parameter}</code><div>${t(
        wasPutBack ? 'scans.leftBehind.putBack' : 'scans.leftBehind.remains',
        { count, mark: mark || '–' },
      )}</div></li>`,
  );
  return markup`<p>${t('scans.leftBehind.intro')}</p><ul>${entries}</ul>`;
}
