import type { FindingDraft } from '@/lib/findings/rules/finding';
import { listChecklistLines } from '@/lib/scans/rules/checklist-lines';
import { reasonKey } from '@/lib/scans/rules/reason-key';
import { type ReportLanguage, type ReportWords, reportWords } from '../report-words';
import { type ReportedScan, summariseReport } from '../rules/reported-scan';
import type { SarifLog, SarifNotification, SarifReference } from './sarif-log';
import { buildSarifResult } from './sarif-results';
import { buildSarifRule, ruleId } from './sarif-rules';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const TAXONOMY = 'CWE';

/**
 * The report of a scan as a SARIF 2.1.0 log for tools that collect findings. A scan that did not come to its end is no
 * successful execution; what was left out and not tested is told as notifications.
 */
export function buildSarif(scan: ReportedScan, language: ReportLanguage): SarifLog {
  const words = reportWords(language);
  const cwes = [...new Set(scan.findings.map(({ cwe }) => cwe))].sort((a, b) => a - b);
  const taxon = (cwe: number): SarifReference => ({
    id: String(cwe),
    index: cwes.indexOf(cwe),
    toolComponent: { name: TAXONOMY, index: 0 },
  });
  const kinds = listKinds(scan.findings);
  const notifications = listNotifications(scan, words);
  const ids = new Set(notifications.map(({ descriptor }) => descriptor.id));
  const driver = {
    name: 'Preflight',
    version: scan.engineVersion,
    language: words.locale,
    shortDescription: { text: words.t('scans.title') },
    rules: kinds.map((worst) => buildSarifRule(worst, taxon(worst.cwe), words)),
    notifications: [...ids].map((id) => ({ id })),
    supportedTaxonomies: [{ name: TAXONOMY, index: 0 }],
  };
  const results = scan.findings.map((finding) => {
    const ruleIndex = kinds.findIndex((kind) => ruleId(kind) === ruleId(finding));
    const acceptance = scan.accepted.get(finding.fingerprint);
    return buildSarifResult(finding, { ruleIndex, cwe: taxon(finding.cwe), acceptance }, words);
  });
  const run = {
    tool: { driver },
    language: words.locale,
    automationDetails: { id: `preflight/${scan.host}/${scan.scanId}` },
    invocations: [buildInvocation(scan, notifications, words)],
    taxonomies: [buildTaxonomy(cwes)],
    results,
    columnKind: 'utf16CodeUnits' as const,
    properties: {
      verdict: summariseReport(scan).code,
      score: scan.score,
      coverage: scan.coverage,
      checklist: scan.checklist,
      leftBehind: scan.leftBehind,
      checks: scan.checkVersions,
    },
  };
  return { $schema: SCHEMA, version: '2.1.0', runs: [run] };
}

type Run = SarifLog['runs'][number];

const buildInvocation = (
  { outcome, startedAt, completedAt, reason }: ReportedScan,
  toolExecutionNotifications: SarifNotification[],
  { t }: ReportWords,
): Run['invocations'][number] => ({
  executionSuccessful: outcome === 'COMPLETE',
  startTimeUtc: startedAt.toISOString(),
  endTimeUtc: completedAt.toISOString(),
  ...(reason && { exitCodeDescription: sayReason(reason, t) }),
  toolExecutionNotifications,
});

const buildTaxonomy = (cwes: readonly number[]): Run['taxonomies'][number] => ({
  name: TAXONOMY,
  organization: 'MITRE',
  informationUri: 'https://cwe.mitre.org/',
  shortDescription: { text: 'Common Weakness Enumeration' },
  isComprehensive: false,
  taxa: cwes.map((cwe) => ({
    id: String(cwe),
    helpUri: `https://cwe.mitre.org/data/definitions/${cwe}.html`,
  })),
});

/** The log as text; halves of surrogate pairs, which hostile pages contain, become U+FFFD. */
export const writeSarif = (log: SarifLog): string =>
  `${JSON.stringify(log, (_key, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value), 2)}\n`;

/** Of each kind of finding the gravest, the gravest first. */
function listKinds(findings: readonly FindingDraft[]): FindingDraft[] {
  const kinds = new Map<string, FindingDraft>();
  for (const finding of [...findings].sort((a, b) => b.cvssScore - a.cvssScore))
    if (!kinds.has(ruleId(finding))) kinds.set(ruleId(finding), finding);
  return [...kinds.values()];
}

const sayReason = ({ code, values }: NonNullable<ReportedScan['reason']>, t: ReportWords['t']): string =>
  t(`${reasonKey(code)}.title`, values);

/** Why it ended early, what the crawl warns of, what was left out, and each class that was not tested at every place. */
function listNotifications(
  { reason, coverage, checklist }: ReportedScan,
  { t, joinNames }: ReportWords,
): SarifNotification[] {
  const note = (id: string, level: SarifNotification['level'], text: string): SarifNotification => ({
    descriptor: { id },
    level,
    message: { text },
  });
  return [
    ...(reason ? [note(`ended/${reason.code}`, 'error', sayReason(reason, t))] : []),
    ...coverage.warnings.map(({ code, values }) =>
      note(`warning/${code}`, 'warning', t(`scan.warnings.${code}`, values)),
    ),
    ...coverage.skipped.map(({ reason: code, count }) =>
      note(
        `left-out/${code}`,
        'note',
        t('scans.coverage.skippedGroup', { reason: t(`scan.skipped.${code}`), count }),
      ),
    ),
    ...checklist
      .filter((entry) => entry.state === 'NOT_TESTED' || (entry.state === 'FINDINGS' && !entry.isFullyTested))
      .map((entry) =>
        note(
          `not-tested/${entry.class}`,
          'warning',
          [
            `${t(`scan.classes.${entry.class}`)}:`,
            ...listChecklistLines(entry, t).flatMap(({ text, places }) =>
              places.length === 0 ? [text] : [text, `(${joinNames(places)})`],
            ),
          ].join(' '),
        ),
      ),
  ];
}
