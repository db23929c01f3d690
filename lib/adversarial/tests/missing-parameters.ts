import type { SignedCall } from '@/lib/koogallery/call-target';
import { withoutPart, withSignature } from '@/lib/koogallery/tampering/tamper-call';
import type { Tampering } from '@/lib/koogallery/tampering/tampering';
import {
  type AdversarialCall,
  type AdversarialContext,
  type AdversarialOutcome,
  type AdversarialResponse,
  adversarialTest,
} from '../adversarial-test';
import { conclude, joinLabels, judgeResponses } from '../judge-responses';
import { AUTHENTICATION_FAILED, controlOrder, INVALID_PARAMETER, newOrder, planCall } from '../plan-call';

type Omission = { tamper(call: SignedCall): SignedCall; tampering: Tampering };

/** What is left out after signing, by the call's label. */
const UNSIGNED: Readonly<Record<string, Omission>> = {
  'without-signature': {
    tamper: (call) => withoutPart(call, 'signature'),
    tampering: { signature: 'absent' },
  },
  'empty-signature': { tamper: (call) => withSignature(call, ''), tampering: { signature: 'empty' } },
};
const INCOMPLETE: Readonly<Record<string, Omission>> = {
  'without-timestamp': {
    tamper: (call) => withoutPart(call, 'timestamp'),
    tampering: { without: 'timestamp' },
  },
  'without-nonce': { tamper: (call) => withoutPart(call, 'nonce'), tampering: { without: 'nonce' } },
};
const OMISSIONS = { ...UNSIGNED, ...INCOMPLETE };
/** Mandatory fields that no seller can do without. */
const FIELDS = { basic: ['orderId', 'orderLineId', 'activity'], kit: ['tenantId', 'flag'] };

function incompleteCalls(context: AdversarialContext): AdversarialCall[] {
  return Object.entries(OMISSIONS)
    .filter(([label]) => context.protocol === 'V2.0' || label !== 'without-nonce')
    .map(([label, { tamper }]) =>
      planCall(context, {
        label,
        request: newOrder(context),
        expects: { kind: 'refused', codes: [AUTHENTICATION_FAILED, INVALID_PARAMETER] },
        tamper,
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
function judgeAccepted(wrong: readonly AdversarialResponse[]): AdversarialOutcome {
  const unsigned = wrong.filter(({ label }) => label in UNSIGNED);
  if (unsigned.length > 0) return conclude('fail', 'UNSIGNED_ACCEPTED', { calls: joinLabels(unsigned) });
  const incomplete = wrong.filter(({ label }) => label in INCOMPLETE);
  if (incomplete.length > 0)
    return conclude('fail', 'PARAMETER_NOT_REQUIRED', { calls: joinLabels(incomplete) });
  return conclude('fail', 'FIELDS_NOT_CHECKED', { calls: joinLabels(wrong), documented: INVALID_PARAMETER });
}

/**
 * Calls that lack a parameter of the signature, then correctly signed ones that lack a mandatory field. Protocol page
 * §2.4: `000001` for the former, `000002` for the latter; a crash on an absent value is the usual mistake.
 */
export const missingParameters = adversarialTest({
  id: 'missing-parameters',
  area: 'security',
  weight: 'major',
  tampering: (label) => (Object.hasOwn(OMISSIONS, label) ? OMISSIONS[label]?.tampering : null) ?? {},
  plan: (context) => ({
    rounds: [
      () => [controlOrder(context)],
      () => incompleteCalls(context),
      () => callsWithoutFields(context),
    ],
  }),
  judge: (responses) =>
    judgeResponses(responses, {
      passed: conclude('pass', 'REFUSED', { code: `${AUTHENTICATION_FAILED}, ${INVALID_PARAMETER}` }),
      wronglyAccepted: judgeAccepted,
    }),
});
