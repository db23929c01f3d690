import { adversarialTest } from '../adversarial-test';
import { isAccepted, outcomeOf } from '../answer-outcome';
import { callsAboutGone, callsAboutOwn, judgeKnown } from '../ask-about-instance';
import { judgeAnswers, verdict } from '../judge-answers';
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
        (answers) =>
          answers.some((answer) => answer.label === 'release' && isAccepted(answer))
            ? [
                ...callsAboutGone(context, context.instance.instanceId, answers),
                release('release-again', 'accepted'),
              ]
            : [],
      ],
    };
  },
  judge: (answers) => {
    // A product may have neither of the activities that show whether an instance is gone.
    const isAsked = answers.some(({ expects }) => expects.kind === 'refused');
    return judgeAnswers(answers, {
      passed: isAsked
        ? verdict('pass', 'GONE_AFTER_RELEASE', { code: UNKNOWN_INSTANCE_CODE })
        : verdict('pass', 'ACCEPTED'),
      wronglyAccepted: (wrong) => judgeKnown(wrong, 'USED_AFTER_RELEASE'),
      wronglyRefused: ([refused]) =>
        verdict('fail', 'RELEASE_NOT_REPEATABLE', { seen: refused ? outcomeOf(refused).seen : '–' }),
    });
  },
});
