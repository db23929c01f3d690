import type {
  AdversarialAnswer,
  AdversarialCall,
  AdversarialContext,
  AdversarialVerdict,
  CallExpectation,
} from './adversarial-test';
import { isAccepted, outcomeOf, showsInstance } from './answer-outcome';
import { labelsOf, verdict } from './judge-answers';
import { planCall, UNKNOWN_INSTANCE_CODE } from './plan-call';

/** Activities that say whether a seller knows an instance; a product need not have both. */
const ASKED = ['queryInstance', 'refreshInstance'] as const;

const askAbout = (
  context: AdversarialContext,
  activity: string,
  instanceId: string,
  about: { label: string; expects: CallExpectation },
): AdversarialCall =>
  planCall(context, { ...about, activity, request: { ...context.sample(activity), instanceId } });

/**
 * Correct calls about the test's own instance, which the seller knows.
 * @param kind `control` where the test shows nothing without any of them
 */
export const callsAboutOwn = (context: AdversarialContext, kind: 'control' | 'answered'): AdversarialCall[] =>
  ASKED.map((activity) =>
    askAbout(context, activity, context.instance.instanceId, {
      label: `control-${activity}`,
      expects: { kind },
    }),
  );

/** The same calls about an instance that the seller should not know; of activities that it accepted about its own. */
export const callsAboutGone = (
  context: AdversarialContext,
  instanceId: string,
  answers: readonly AdversarialAnswer[],
): AdversarialCall[] =>
  ASKED.filter((activity) =>
    answers.some((answer) => answer.label === `control-${activity}` && isAccepted(answer)),
  ).map((activity) =>
    askAbout(context, activity, instanceId, {
      label: activity,
      expects: { kind: 'refused', codes: [UNKNOWN_INSTANCE_CODE] },
    }),
  );

/** `000000` with an empty `info` denies the instance too, though not in the documented words. */
export function judgeKnown(
  wrong: readonly AdversarialAnswer[],
  failure: 'UNKNOWN_INSTANCE_ACCEPTED' | 'USED_AFTER_RELEASE',
): AdversarialVerdict {
  const denies = (answer: AdversarialAnswer) =>
    answer.activity === 'queryInstance' &&
    answer.resultCode === '000000' &&
    !showsInstance(answer, String(answer.request.instanceId));
  const accepted = wrong.filter((answer) => !denies(answer));
  const [first] = wrong;
  if (accepted.length === 0 && first) {
    return verdict('warn', 'REFUSED_OTHERWISE', {
      calls: labelsOf(wrong),
      documented: UNKNOWN_INSTANCE_CODE,
      seen: outcomeOf(first).seen,
    });
  }
  return verdict('fail', failure, { calls: labelsOf(accepted), documented: UNKNOWN_INSTANCE_CODE });
}
