import { describeTampering } from '@/lib/adversarial/describe-tampering';
import { type AreaGrade, adversarialResults, gradeSuite } from '@/lib/adversarial/grade';
import type { ItemResult, MessageDraft } from '@/lib/connection-tests/engine/item-result';
import { reproducible } from '@/lib/connection-tests/rules/reproducible';
import { diagnoseRun, type RunDiagnosis } from '@/lib/connection-tests/rules/run-diagnosis';
import type { RunItem } from '@/lib/connection-tests/rules/run-item';
import { tally } from '@/lib/connection-tests/rules/run-tally';
import type { UrlCheck } from '@/lib/connection-tests/rules/url-check';
import type { StoredExplanation } from '@/lib/messages/message-record';
import { maskMessage } from '@/lib/messages/rules/mask-message';
import { maskUrl } from '@/lib/messages/rules/mask-url';
import type { Explanation } from '@/lib/response-checks/explanation';
import { describeCall, type Showing } from './describe-call';
import { hideKeysIn } from './hide-keys-in';
import { repeatCall } from './repeat-call';
import { sayTest, translate } from './say-test';
import type { Seller } from './seller-options';
import type { SellerRun } from './seller-run';
import {
  fixOfFinding,
  sentenceOfFinding,
  sentenceOfReason,
  titleItem,
  wordsOfExplanation,
  wordsOfTest,
  wordsOfUrlCheck,
} from './sentences';
import {
  type CallReport,
  type DiagnosisReport,
  type GradeReport,
  type ItemReport,
  REPORT_VERSION,
  type TestReport,
  type UrlCheckReport,
} from './test-report';

type About = {
  seller: Seller;
  isTestFlagged: boolean;
  isRevealed: boolean;
  /** The request of a case was given: its values are somebody's own. */
  isGiven(item: Pick<RunItem, 'activity' | 'caseName'>): boolean;
};

/** What came of a run, in values and sentences. No key is in it, wherever a seller repeated one. */
export async function buildReport(run: SellerRun, about: About): Promise<TestReport> {
  const { seller, isRevealed, isTestFlagged } = about;
  const { accessKey, kitAccessKey, productionUrl } = seller.target;
  const keys = kitAccessKey === null ? [accessKey] : [accessKey, kitAccessKey];
  const showing = { isRevealed, keys };
  const shown = isRevealed ? run.items : run.items.map(maskedItem);
  const items = await Promise.all(shown.map((item) => describeItem(item, run, about, showing)));
  const { productKind, billingModes } = seller.declaration;
  const report: TestReport = {
    format: 'preflight-test',
    version: REPORT_VERSION,
    startedAt: run.startedAt.toISOString(),
    endedAt: run.endedAt.toISOString(),
    seller: {
      url: isRevealed ? productionUrl : maskUrl(productionUrl),
      protocol: seller.protocol,
      ...{ productKind, billingModes, isTestFlagged },
    },
    isRevealed,
    ...concludeRun(run),
    productionUrl: run.proof && {
      checkedAt: run.proof.checkedAt.toISOString(),
      checks: run.proof.checks.map(describeUrlCheck),
    },
    tally: tally(run.items),
    grades: describeGrades(run.items),
    diagnoses: diagnoseRun(shown).map(describeDiagnosis),
    items,
  };
  return hideKeysIn(report, keys);
}

/** Nothing that a finding or an explanation quotes shows more than the calls do. */
function maskedItem(item: RunItem): RunItem {
  const { finding, explanations } = item;
  const told: readonly StoredExplanation[] = finding
    ? [...explanations, { ...finding, mark: null }]
    : explanations;
  const { explanations: masked } = maskMessage({
    ...{ url: '', requestHead: [], requestText: null, responseHead: null, responseText: null },
    ...{ failure: null, checks: [], explanations: told },
  });
  const valuesAt = (at: number) => masked[at]?.values ?? {};
  return {
    ...item,
    explanations: explanations.map((one, at): Explanation => ({ ...one, values: valuesAt(at) })),
    finding: finding && { ...finding, values: valuesAt(explanations.length) },
  };
}

async function describeItem(
  item: RunItem,
  run: SellerRun,
  about: About,
  showing: Showing,
): Promise<ItemReport> {
  const { key, section, activity, caseName, state, reason, finding, explanations } = item;
  const messages = run.messages.get(key) ?? [];
  const calls = await Promise.all(messages.map((message) => describeCall(message, showing)));
  const isSample = !about.isGiven(item) && !hasSecret(about.seller.target.productionUrl);
  return {
    key,
    section,
    activity,
    caseName,
    title: titleItem(item),
    state,
    reason: reason ? { code: reason, sentence: sentenceOfReason(reason) } : null,
    finding: finding && { ...finding, sentence: sentenceOfFinding(section, finding) },
    koogallery: calls.find(({ id }) => id === item.messageIds.at(-1))?.koogallery ?? null,
    causes: explanations.map((one) => ({
      ...one,
      ...wordsOfExplanation(one),
      proof: findProof(one, calls),
    })),
    test: wordsOfTest(item),
    callsMs: messages.reduce((sum, { attempt }) => sum + attempt.timing.totalMs, 0),
    calls,
    repeat: await Promise.all(
      toRepeat(item, messages).map((one) =>
        repeatCall(
          one,
          about.seller.target,
          { tampering: describeTampering(item.key, one.caseName), isSample },
          showing,
        ),
      ),
    ),
  };
}

/** As the call shows it that the explanation is about. */
const findProof = ({ code }: Explanation, calls: readonly CallReport[]): string | null =>
  calls.flatMap(({ causes }) => causes).findLast((cause) => cause.code === code)?.proof ?? null;

const hasSecret = (url: string): boolean => maskUrl(url) !== url;

/** The call that decided about a failed item; of a test of the suite those that show what it found. */
function toRepeat(item: RunItem, messages: ItemResult['messages']): readonly MessageDraft[] {
  const byId = new Map(messages.map((one) => [one.id, { ...one, isPassed: one.attempt.isPassed }]));
  const last = item.state === 'FAILED' ? item.messageIds.slice(-1) : [];
  const ids = item.section === 'adversarial' ? (reproducible([item], byId).get(item.key) ?? []) : last;
  return messages.filter(({ id }) => ids.includes(id));
}

/** A URL that KooGallery would refuse fails like a case. What was not run makes a run incomplete, unless it failed. */
function concludeRun({ end, items, proof }: SellerRun): Pick<TestReport, 'verdict' | 'sentence'> {
  const counts = tally(items);
  const say = (key: 'cancelled' | 'failed' | 'notRun' | 'warned' | 'allPassed') =>
    translate(`connection-run.outcome.${key}`, counts);
  if (end === 'STOPPED') return { verdict: 'incomplete', sentence: say('cancelled') };
  const isUrlRefused = proof?.checks.some(({ state }) => state === 'fail') ?? false;
  if (counts.failed > 0) return { verdict: 'failed', sentence: say('failed') };
  if (isUrlRefused) return { verdict: 'failed', sentence: sayTest('urlFails') };
  if (counts.notRun > 0) return { verdict: 'incomplete', sentence: say('notRun') };
  return { verdict: 'passed', sentence: say(counts.warned > 0 ? 'warned' : 'allPassed') };
}

function describeUrlCheck({ explanation, ...check }: UrlCheck): UrlCheckReport {
  return {
    ...check,
    ...wordsOfUrlCheck({ ...check, explanation }),
    cause: explanation && { ...explanation, ...wordsOfExplanation(explanation), proof: null },
  };
}

function describeGrades(items: readonly RunItem[]): TestReport['grades'] {
  if (!items.some(({ section }) => section === 'adversarial')) return null;
  const { security, robustness, overall } = gradeSuite(adversarialResults(items));
  return { security: describeGrade(security), robustness: describeGrade(robustness), overall };
}

const describeGrade = (area: AreaGrade): GradeReport => ({
  ...area,
  sentence: area.grade && translate(`connection-adversarial.grade.${area.grade}`),
  rule: translate(`connection-adversarial.rule.${area.ruleId ?? 'none'}`),
});

function describeDiagnosis(diagnosis: RunDiagnosis): DiagnosisReport {
  const { stage, isWarning, itemKeys } = diagnosis;
  const about = { stage, isWarning, items: itemKeys };
  if (diagnosis.kind === 'explanation') {
    const { code } = diagnosis.explanation;
    return { ...about, code, ...wordsOfExplanation(diagnosis.explanation) };
  }
  const { finding, section } = diagnosis;
  const [key = ''] = itemKeys;
  const test = wordsOfTest({ key, section } as RunItem);
  return {
    ...about,
    code: finding.code,
    title: sentenceOfFinding(section, finding),
    detail: test?.why ?? '',
    fix: test?.advice ?? fixOfFinding(finding),
    snippet: null,
  };
}
