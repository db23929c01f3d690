import { findAdversarialTest } from '@/lib/adversarial/adversarial-suite';
import { ADVERSARIAL_WEIGHTS, lookUpGrading } from '@/lib/adversarial/findings';
import {
  type Explanation,
  type ExplanationCode,
  SIGNATURE_EXPLANATIONS,
  TRANSPORT_EXPLANATIONS,
} from '@/lib/response-checks/explanation';
import type { ItemFinding } from '@/lib/response-checks/test-item';
import { leaveOutToldBetter } from './leave-out-told-better';
import type { RunItem, RunSection } from './run-item';

/** Where a cause lies, in the order in which one hides the next. */
export const DIAGNOSIS_STAGES = ['transport', 'signature', 'answer', 'flow', 'adversarial'] as const;
export type DiagnosisStage = (typeof DIAGNOSIS_STAGES)[number];

/** One thing that is wrong, with everything of the run that it affected. */
export type RunDiagnosis = {
  stage: DiagnosisStage;
  /** In the order of the run. */
  itemKeys: readonly string[];
  /** Nothing failed of it. */
  isWarning: boolean;
} & (
  | { kind: 'explanation'; explanation: Explanation }
  /** Its namespace follows from the section, as that of the item's does. */
  | { kind: 'finding'; section: RunSection; finding: ItemFinding }
);

type Found = { key: string; itemKey: string; isWarning: boolean; diagnosis: Cause };
type Cause = { stage: DiagnosisStage } & (
  | { kind: 'explanation'; explanation: Explanation }
  | { kind: 'finding'; section: RunSection; finding: ItemFinding }
);

/**
 * What is wrong with a seller, in one list: each cause once, whatever it affected; failures before warnings, and of
 * these, what has to be fixed first: a connection before a signature before a response before the adversarial suite.
 * A test that could not be run is named only where nothing else says why.
 */
export function diagnoseRun(
  items: readonly Pick<RunItem, 'key' | 'section' | 'state' | 'finding' | 'explanations'>[],
): RunDiagnosis[] {
  const affected = items.filter(({ state }) => state === 'FAILED' || state === 'WARNED');
  const found = affected.flatMap(listCauses);
  const causes =
    found.length > 0 ? found : items.filter(({ state }) => state === 'NOT_RUN').flatMap(listCauses);
  return [...new Set(causes.map(({ key }) => key))]
    .flatMap((key): RunDiagnosis[] => {
      const same = causes.filter((cause) => cause.key === key);
      const [first] = same;
      if (!first) return [];
      const itemKeys = [...new Set(same.map(({ itemKey }) => itemKey))];
      return [{ ...first.diagnosis, itemKeys, isWarning: same.every(({ isWarning }) => isWarning) }];
    })
    .toSorted(
      (a, b) =>
        Number(a.isWarning) - Number(b.isWarning) ||
        stageIndex(a) - stageIndex(b) ||
        weightIndex(a) - weightIndex(b),
    );
}

const stageIndex = ({ stage }: { stage: DiagnosisStage }) => DIAGNOSIS_STAGES.indexOf(stage);

/** Of a test's finding: the gravest first, for the others often come of it. */
function weightIndex(diagnosis: RunDiagnosis): number {
  if (diagnosis.stage !== 'adversarial' || diagnosis.kind !== 'finding') return 0;
  const test = findAdversarialTest(diagnosis.itemKeys[0]?.replace(/^adversarial\//, '') ?? '');
  return test ? -ADVERSARIAL_WEIGHTS.indexOf(lookUpGrading(test, diagnosis.finding.code).weight) : 0;
}

/**
 * The causes of one item. A finding is a symptom where a call has been explained, but not that of a test: it says which
 * unusual call a server failed over, which an explanation of the same response does not unless it tells what the seller
 * calculates.
 */
function listCauses({
  key: itemKey,
  section,
  state,
  finding,
  explanations,
}: Pick<RunItem, 'key' | 'section' | 'state' | 'finding' | 'explanations'>): Found[] {
  const about = (key: string, diagnosis: Cause, isWarning = state !== 'FAILED'): Found => ({
    key,
    itemKey,
    isWarning,
    diagnosis,
  });
  const telling = leaveOutToldBetter(explanations);
  const isTested = section === 'adversarial' && state !== 'NOT_RUN' && !telling.some(isOfSeller);
  if (telling.length > 0 && !(isTested && finding)) {
    return telling.map((explanation) =>
      about(
        causeKey(explanation.code, explanation.values),
        { kind: 'explanation', stage: chooseStage(explanation.code), explanation },
        explanation.isWarning,
      ),
    );
  }
  if (!finding) return [];
  const stage = section === 'adversarial' ? 'adversarial' : 'flow';
  // Each test of the suite asks its own question, whatever words two of them share.
  const own = isTested ? itemKey : section;
  return [
    about(causeKey(`${own} ${finding.code}`, finding.values), { kind: 'finding', stage, section, finding }),
  ];
}

/** What differs from call to call of one cause: the activity, an event, a path, words of a response, what else it could be. */
const OF_THE_CALL = ['activity', 'requestId', 'route', 'said', 'text', 'alternatives'];

function causeKey(code: string, values: Explanation['values']): string {
  const telling = Object.entries(values).filter(([name]) => !OF_THE_CALL.includes(name));
  return `${code} ${JSON.stringify(telling.toSorted(([a], [b]) => (a < b ? -1 : 1)))}`;
}

/** What a seller calculates, which was looked for because of the refusal. */
const isOfSeller = ({ code }: Explanation) => code.startsWith('SELLER_');

const isTransport = (code: ExplanationCode) => TRANSPORT_EXPLANATIONS.some((known) => known === code);
const isSignature = (code: ExplanationCode) => SIGNATURE_EXPLANATIONS.some((known) => known === code);

function chooseStage(code: ExplanationCode): DiagnosisStage {
  if (isTransport(code)) return 'transport';
  return isSignature(code) ? 'signature' : 'answer';
}
