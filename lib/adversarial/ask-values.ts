import type { JsonObject } from '@/lib/signing/canonical';
import type {
  AdversarialCall,
  AdversarialContext,
  AdversarialOutcome,
  AdversarialPlan,
  AdversarialResponse,
} from './adversarial-test';
import { classifyResponse, isAccepted } from './classify-response';
import { conclude, joinLabels, judgeResponses } from './judge-responses';
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
  buildFields(labels: readonly string[], context: AdversarialContext): JsonObject;
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
      request: newOrder(context, family.buildFields(labels, context)),
      expects: { kind },
      options: { literals },
    });
  const groups = [
    ...makeGroup(
      TOGETHER,
      usual.filter((label) => !alone.includes(label)),
    ),
    ...alone.map((label) => ({ label, labels: [label] })),
    ...makeGroup(UNUSUAL, unusual),
  ];
  return {
    rounds: [
      () => [order('control', [], 'control')],
      () => groups.map(({ label, labels }) => order(label, labels, 'accepted')),
      (responses) =>
        groups
          .filter(({ labels }) => labels.length > 1)
          .filter(({ label }) =>
            responses.some((response) => response.label === label && !isAccepted(response)),
          )
          .flatMap(({ labels }) => labels.map((label) => order(label, [label], 'accepted'))),
    ],
  };
}

/** A single value keeps its own name. */
const makeGroup = (label: string, labels: readonly string[]) =>
  labels.length === 0 ? [] : [{ label: labels.length === 1 ? String(labels[0]) : label, labels }];

/** Every usual value of these families at once. */
export function widestCall(context: AdversarialContext, families: readonly ValueFamily[]): AdversarialCall {
  const fields = families.map((family) => family.buildFields(family.usual, context));
  return planCall(context, {
    label: TOGETHER,
    request: newOrder(context, Object.assign({}, ...fields)),
    expects: { kind: 'accepted' },
    options: { literals: families.flatMap(({ literals = [] }) => literals) },
  });
}

export function judgeValues(
  responses: readonly AdversarialResponse[],
  { unusual }: Pick<ValueFamily, 'unusual'>,
): AdversarialOutcome {
  const isUnusual = ({ label }: AdversarialResponse) => label === UNUSUAL || unusual.includes(label);
  const isGroup = ({ label }: AdversarialResponse) => label === TOGETHER || label === UNUSUAL;
  return judgeResponses(responses, {
    passed: conclude('pass', 'ACCEPTED'),
    wronglyRefused: (refused) => {
      const usual = refused.filter((response) => !isUnusual(response));
      const told = usual.length > 0 ? usual : refused;
      const single = told.filter((response) => !isGroup(response));
      const named = single.length > 0 ? single : told;
      const seen = named[0] ? classifyResponse(named[0]).seen : '–';
      const values = { calls: joinLabels(named), seen };
      return usual.length > 0
        ? conclude('fail', 'REFUSED_WRONGLY', values)
        : conclude('warn', 'UNUSUAL_REFUSED', values);
    },
  });
}
