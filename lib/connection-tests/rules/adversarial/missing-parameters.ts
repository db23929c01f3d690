import type { SignedCall } from '../call-target';
import {
  type AdversarialAnswer,
  type AdversarialCall,
  type AdversarialContext,
  type AdversarialVerdict,
  adversarialTest,
} from './adversarial-test';
import { withoutPart, withSignature } from './depart-from-call';
import { judgeAnswers, labelsOf, verdict } from './judge-answers';
import { AUTHENTICATION_FAILED, controlOrder, INVALID_PARAMETER, newOrder, planCall } from './plan-call';

/** What is left out after signing, by the call's label. */
const UNSIGNED: Readonly<Record<string, (call: SignedCall) => SignedCall>> = {
  'without-signature': (call) => withoutPart(call, 'signature'),
  'empty-signature': (call) => withSignature(call, ''),
};
const INCOMPLETE: Readonly<Record<string, (call: SignedCall) => SignedCall>> = {
  'without-timestamp': (call) => withoutPart(call, 'timestamp'),
  'without-nonce': (call) => withoutPart(call, 'nonce'),
};
/** Mandatory fields that no seller can do without. */
const FIELDS = { basic: ['orderId', 'orderLineId', 'activity'], kit: ['tenantId', 'flag'] };

function incompleteCalls(context: AdversarialContext): AdversarialCall[] {
  return Object.entries({ ...UNSIGNED, ...INCOMPLETE })
    .filter(([label]) => context.protocol === 'V2.0' || label !== 'without-nonce')
    .map(([label, spoil]) =>
      planCall(context, {
        label,
        request: newOrder(context),
        expects: { kind: 'refused', codes: [AUTHENTICATION_FAILED, INVALID_PARAMETER] },
        spoil,
      }),
    );
}

function callsWithoutFields(context: AdversarialContext): AdversarialCall[] {
  const request = newOrder(context);
  return FIELDS[context.kind]
    .filter((field) => field in request)
    .map((field) =>
      planCall(context, {
        label: `without-${field}`,
        request: { ...newOrder(context), [field]: undefined },
        expects: { kind: 'refused', codes: [INVALID_PARAMETER] },
      }),
    );
}

/** The gravest of what was accepted: no signature, then no time or nonce, then a field. */
function judgeAccepted(wrong: readonly AdversarialAnswer[]): AdversarialVerdict {
  const unsigned = wrong.filter(({ label }) => label in UNSIGNED);
  if (unsigned.length > 0) return verdict('fail', 'UNSIGNED_ACCEPTED', { calls: labelsOf(unsigned) });
  const incomplete = wrong.filter(({ label }) => label in INCOMPLETE);
  if (incomplete.length > 0)
    return verdict('fail', 'PARAMETER_NOT_REQUIRED', { calls: labelsOf(incomplete) });
  return verdict('fail', 'FIELDS_NOT_CHECKED', { calls: labelsOf(wrong), documented: INVALID_PARAMETER });
}

/**
 * Calls that lack a parameter of the signature, then correctly signed ones that lack a mandatory field. Protocol page
 * §2.4: `000001` for the former, `000002` for the latter; a crash on an absent value is the usual mistake.
 */
export const missingParameters = adversarialTest({
  id: 'missing-parameters',
  area: 'security',
  weight: 'major',
  protocols: ['V2.0', 'V1.0'],
  activity: 'newInstance',
  needs: 'nothing',
  plan: (context) => ({
    rounds: [
      () => [controlOrder(context)],
      () => incompleteCalls(context),
      () => callsWithoutFields(context),
    ],
  }),
  judge: (answers) =>
    judgeAnswers(answers, {
      passed: verdict('pass', 'REFUSED', { code: `${AUTHENTICATION_FAILED}, ${INVALID_PARAMETER}` }),
      wronglyAccepted: judgeAccepted,
    }),
});
