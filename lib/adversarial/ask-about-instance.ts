import type {
  AdversarialCall,
  AdversarialContext,
  AdversarialOutcome,
  AdversarialResponse,
  CallExpectation,
} from './adversarial-test';
import { classifyResponse, isAccepted, showsInstance } from './classify-response';
import { conclude, joinLabels } from './judge-responses';
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
  responses: readonly AdversarialResponse[],
): AdversarialCall[] =>
  ASKED.filter((activity) =>
    responses.some((response) => response.label === `control-${activity}` && isAccepted(response)),
  ).map((activity) =>
    askAbout(context, activity, instanceId, {
      label: activity,
      expects: { kind: 'refused', codes: [UNKNOWN_INSTANCE_CODE] },
    }),
  );

/** `000000` with an empty `info` denies the instance too, though not in the documented words. */
export function judgeKnown(
  wrong: readonly AdversarialResponse[],
  failure: 'UNKNOWN_INSTANCE_ACCEPTED' | 'USED_AFTER_RELEASE',
): AdversarialOutcome {
  const denies = (response: AdversarialResponse) =>
    response.activity === 'queryInstance' &&
    response.resultCode === '000000' &&
    !showsInstance(response, String(response.request.instanceId));
  const accepted = wrong.filter((response) => !denies(response));
  const [first] = wrong;
  if (accepted.length === 0 && first) {
    return conclude('warn', 'REFUSED_OTHERWISE', {
      calls: joinLabels(wrong),
      documented: UNKNOWN_INSTANCE_CODE,
      seen: classifyResponse(first).seen,
    });
  }
  return conclude('fail', failure, { calls: joinLabels(accepted), documented: UNKNOWN_INSTANCE_CODE });
}
