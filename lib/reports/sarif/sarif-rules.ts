import { chooseFixExample } from '@/lib/findings/rules/choose-fix-example';
import type { Confidence, FindingDraft, Severity } from '@/lib/findings/rules/finding';
import { listReviewClauses } from '@/lib/findings/rules/review-clauses';
import type { ReportWords } from '../report-words';
import { findingTexts } from '../rules/report-content';
import type { SarifLevel, SarifReference, SarifRule } from './sarif-log';

export const SARIF_LEVELS: Record<Severity, SarifLevel> = {
  HIGH: 'error',
  MEDIUM: 'warning',
  LOW: 'note',
  HINT: 'note',
};
const PROBLEM_SEVERITIES = {
  error: 'error',
  warning: 'warning',
  note: 'recommendation',
  none: 'recommendation',
};
const PRECISIONS: Record<Confidence, string> = { CONFIRMED: 'very-high', LIKELY: 'high', INFO: 'medium' };

/** One rule a kind of finding: stable whatever was found. */
export const ruleId = ({ titleKey }: Pick<FindingDraft, 'titleKey'>): string => titleKey.replace('.', '/');

/**
 * The kind of a finding in words that hold for each of its kind: a value that is a word is only named.
 * @param worst the gravest finding of the kind
 * @param cwe where its weakness is in the taxonomy
 */
export function buildSarifRule(worst: FindingDraft, cwe: SarifReference, words: ReportWords): SarifRule {
  const { t } = words;
  const values = Object.fromEntries(
    Object.entries(worst.values).map(([name, value]) => [
      name,
      typeof value === 'number' ? value : `<${name}>`,
    ]),
  );
  const { title, why, fix } = findingTexts({ ...worst, values }, t);
  const example = chooseFixExample(worst);
  const exampleTitle = t('reports.document.example', { language: example.language });
  const clauses = listReviewClauses(worst).map((clause) => t(`reports.clauses.${clause}.title`));
  const standard = `${t('reports.clauses.source')}: ${words.joinNames(clauses)}`;
  const help = [why, fix, standard].filter((part) => part !== null);
  const level = SARIF_LEVELS[worst.severity];
  return {
    id: ruleId(worst),
    name: toPascalCase(worst.titleKey.slice(worst.titleKey.indexOf('.') + 1)),
    shortDescription: { text: title },
    fullDescription: { text: why ?? title },
    help: {
      text: [...help, `${exampleTitle}:\n${example.code}`].join('\n\n'),
      markdown: [
        ...help.map(escapeMarkdown),
        `**${escapeMarkdown(exampleTitle)}**`,
        fence(example.code),
      ].join('\n\n'),
    },
    defaultConfiguration: { level },
    relationships: [{ target: cwe, kinds: ['superset'] }],
    properties: {
      tags: ['security', `external/cwe/cwe-${worst.cwe}`],
      precision: PRECISIONS[worst.confidence],
      'problem.severity': PROBLEM_SEVERITIES[level],
      'security-severity': worst.cvssScore.toFixed(1),
    },
  };
}

const toPascalCase = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1);

/** Text that a reader of Markdown shows as it is. */
const escapeMarkdown = (text: string): string => text.replace(/[\\`*_{}[\]<>#|~!]/g, (one) => `\\${one}`);

/** Code between more backticks than it holds in a row. */
function fence(code: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}\n${code}\n${ticks}`;
}
