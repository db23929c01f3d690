import { adversarialTest } from '../adversarial-test';
import { callsAboutGone, callsAboutOwn, judgeKnown } from '../ask-about-instance';
import { classifyResponse, isAccepted } from '../classify-response';
import { conclude, judgeResponses } from '../judge-responses';
import { planCall, UNKNOWN_INSTANCE_CODE } from '../plan-call';

const RELEASE = 'releaseInstance';

/**
 * An instance after its release: it must be gone (`000003`), and releasing it once more must succeed, because
 * KooGallery repeats a release for an hour (protocol page §1, idempotence, and §2.4).
 */
export const afterRelease = adversarialTest({
  id: 'after-release',
  area: 'robustness',
  weight: 'major',
  activity: RELEASE,
  needs: 'instance',
  plan: (context) => {
    const release = (label: string, kind: 'control' | 'accepted') =>
      planCall(context, { label, activity: RELEASE, request: context.sample(RELEASE), expects: { kind } });
    return {
      rounds: [
        () => callsAboutOwn(context, 'answered'),
        () => [release('release', 'control')],
        (responses) =>
          responses.some((response) => response.label === 'release' && isAccepted(response))
            ? [
                ...callsAboutGone(context, context.instance.instanceId, responses),
                release('release-again', 'accepted'),
              ]
            : [],
      ],
    };
  },
  judge: (responses) => {
    // A product may have neither of the activities that show whether an instance is gone.
    const isAsked = responses.some(({ expects }) => expects.kind === 'refused');
    return judgeResponses(responses, {
      passed: isAsked
        ? conclude('pass', 'GONE_AFTER_RELEASE', { code: UNKNOWN_INSTANCE_CODE })
        : conclude('pass', 'ACCEPTED'),
      wronglyAccepted: (wrong) => judgeKnown(wrong, 'USED_AFTER_RELEASE'),
      wronglyRefused: ([refused]) =>
        conclude('fail', 'RELEASE_NOT_REPEATABLE', { seen: refused ? classifyResponse(refused).seen : '–' }),
    });
  },
});
