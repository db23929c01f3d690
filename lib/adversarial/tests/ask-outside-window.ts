import { DAY_MS, MINUTE_MS, SECOND_MS } from '@/lib/core/clock';
import type { Tampering } from '@/lib/koogallery/tampering/tampering';
import { WINDOW_MS } from '@/lib/signing/verify';
import type {
  AdversarialContext,
  AdversarialOutcome,
  AdversarialPlan,
  AdversarialResponse,
} from '../adversarial-test';
import { conclude, judgeResponses } from '../judge-responses';
import { AUTHENTICATION_FAILED, controlOrder, newOrder, planCall } from '../plan-call';

/** Near the window: a seller that allows more than the documented minute. Far away: one that does not look. */
const NEAR = { label: 'three-minutes', ms: 3 * MINUTE_MS };
const FAR = { label: 'one-day', ms: DAY_MS };
const OUTSIDE_WINDOW = [NEAR, FAR] as const;

/** How far a call of this label is outside the window. */
export function outsideWindow(label: string, direction: -1 | 1): Tampering {
  const known = OUTSIDE_WINDOW.find((one) => one.label === label);
  return known ? { offsetSeconds: (direction * known.ms) / SECOND_MS } : {};
}

/** @param direction -1 for calls from the past, 1 for calls from the future */
export const askOutsideWindow = (context: AdversarialContext, direction: -1 | 1): AdversarialPlan => ({
  rounds: [
    () => [controlOrder(context)],
    () =>
      OUTSIDE_WINDOW.map(({ label, ms }) =>
        planCall(context, {
          label,
          request: newOrder(context),
          expects: { kind: 'refused', codes: [AUTHENTICATION_FAILED] },
          options: { at: new Date(context.now().getTime() + direction * ms) },
        }),
      ),
  ],
});

/**
 * V2.0 counts a signature for 60 s around its timestamp (protocol page §3.1): no window at all is a failure, a wider
 * one a warning. V1.0 documents no window, so that neither is more than a warning there.
 */
export function judgeWindow(
  responses: readonly AdversarialResponse[],
  { protocol }: Pick<AdversarialContext, 'protocol'>,
  failure: 'STALE_ACCEPTED' | 'FUTURE_ACCEPTED',
): AdversarialOutcome {
  return judgeResponses(responses, {
    passed: conclude('pass', 'REFUSED', { code: AUTHENTICATION_FAILED }),
    wronglyAccepted: (wrong) => {
      const isUnlimited = wrong.some(({ label }) => label === FAR.label);
      const seconds = WINDOW_MS / SECOND_MS;
      if (!isUnlimited) return conclude('warn', 'WINDOW_WIDE', { seconds });
      return protocol === 'V1.0'
        ? conclude('warn', 'WINDOW_ABSENT', { seconds })
        : conclude('fail', failure, { seconds });
    },
  });
}
