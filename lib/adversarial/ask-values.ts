import type { JsonObject } from '@/lib/signing/canonical';
import type {
  AdversarialAnswer,
  AdversarialCall,
  AdversarialContext,
  AdversarialPlan,
  AdversarialVerdict,
} from './adversarial-test';
import { isAccepted, outcomeOf } from './answer-outcome';
import { judgeAnswers, labelsOf, verdict } from './judge-answers';
import { newOrder, planCall } from './plan-call';

/** Values of one family. A right seller is sent them in one call; one that refuses it is asked about each. */
export type ValueFamily = {
  /** Labels of values that KooGallery sends. */
  usual: readonly string[];
  /** Of these, the ones that would hide what is made of the others: each has a call of its own. */
  alone?: readonly string[];
  /** Of values that the protocol makes unlikely or impossible: a refusal is a warning. */
  unusual: readonly string[];
  /** Fields that hold the values of these labels, all others harmless ones; without labels the control call. */
  fieldsOf(labels: readonly string[], context: AdversarialContext): JsonObject;
  /** See `SignOptions`. */
  literals?: readonly string[];
};

export const TOGETHER = 'together';
export const UNUSUAL = 'unusual';

/** The control call has the same members with harmless values, so that only the values are asked about. */
export function askValues(context: AdversarialContext, family: ValueFamily): AdversarialPlan {
  const { usual, alone = [], unusual, literals = [] } = family;
  const order = (label: string, labels: readonly string[], kind: 'control' | 'accepted') =>
    planCall(context, {
      label,
      request: newOrder(context, family.fieldsOf(labels, context)),
      expects: { kind },
      options: { literals },
    });
  const groups = [
    ...groupOf(
      TOGETHER,
      usual.filter((label) => !alone.includes(label)),
    ),
    ...alone.map((label) => ({ label, labels: [label] })),
    ...groupOf(UNUSUAL, unusual),
  ];
  return {
    rounds: [
      () => [order('control', [], 'control')],
      () => groups.map(({ label, labels }) => order(label, labels, 'accepted')),
      (answers) =>
        groups
          .filter(({ labels }) => labels.length > 1)
          .filter(({ label }) => answers.some((answer) => answer.label === label && !isAccepted(answer)))
          .flatMap(({ labels }) => labels.map((label) => order(label, [label], 'accepted'))),
    ],
  };
}

/** A single value keeps its own name. */
const groupOf = (label: string, labels: readonly string[]) =>
  labels.length === 0 ? [] : [{ label: labels.length === 1 ? String(labels[0]) : label, labels }];

/** Every usual value of these families at once. */
export function widestCall(context: AdversarialContext, families: readonly ValueFamily[]): AdversarialCall {
  const fields = families.map((family) => family.fieldsOf(family.usual, context));
  return planCall(context, {
    label: TOGETHER,
    request: newOrder(context, Object.assign({}, ...fields)),
    expects: { kind: 'accepted' },
    options: { literals: families.flatMap(({ literals = [] }) => literals) },
  });
}

export function judgeValues(
  answers: readonly AdversarialAnswer[],
  { unusual }: Pick<ValueFamily, 'unusual'>,
): AdversarialVerdict {
  const isUnusual = ({ label }: AdversarialAnswer) => label === UNUSUAL || unusual.includes(label);
  const isGroup = ({ label }: AdversarialAnswer) => label === TOGETHER || label === UNUSUAL;
  return judgeAnswers(answers, {
    passed: verdict('pass', 'ACCEPTED'),
    wronglyRefused: (refused) => {
      const usual = refused.filter((answer) => !isUnusual(answer));
      const told = usual.length > 0 ? usual : refused;
      const single = told.filter((answer) => !isGroup(answer));
      const named = single.length > 0 ? single : told;
      const seen = named[0] ? outcomeOf(named[0]).seen : '–';
      const values = { calls: labelsOf(named), seen };
      return usual.length > 0
        ? verdict('fail', 'REFUSED_WRONGLY', values)
        : verdict('warn', 'UNUSUAL_REFUSED', values);
    },
  });
}
