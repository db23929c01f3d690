import { adversarialTest } from '../adversarial-test';
import { conclude, judgeResponses } from '../judge-responses';
import { AUTHENTICATION_FAILED, controlOrder } from '../plan-call';

/**
 * The same call twice, byte for byte, within the window: somebody recorded it. Protocol page §3.1: a nonce counts once.
 * V1.0 has no nonce.
 */
export const replayedNonce = adversarialTest({
  id: 'replayed-nonce',
  area: 'security',
  weight: 'major',
  protocols: ['V2.0'],
  tampering: (label) => (label === 'replay' ? { isReplayed: true } : {}),
  plan: (context) => {
    const first = controlOrder(context);
    return {
      rounds: [
        () => [first],
        () => [{ ...first, label: 'replay', expects: { kind: 'refused', codes: [AUTHENTICATION_FAILED] } }],
      ],
    };
  },
  judge: (responses) =>
    judgeResponses(responses, {
      passed: conclude('pass', 'REFUSED', { code: AUTHENTICATION_FAILED }),
      wronglyAccepted: () => conclude('fail', 'REPLAY_ACCEPTED'),
    }),
});
