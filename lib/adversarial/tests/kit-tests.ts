import { KIT_FLAG } from '@/lib/koogallery/interfaces/kit/kit-interface';
import type { JsonObject } from '@/lib/signing/canonical';
import { askedOfKit, KIT_ACTIVITY } from '../adversarial-test';
import { widestCall } from '../ask-values';
import { classifyResponse } from '../classify-response';
import { conclude, joinLabels, judgeResponses } from '../judge-responses';
import { newOrder, planCall } from '../plan-call';
import { alteredByte } from './altered-byte';
import { extraFields } from './extra-fields';
import { futureTimestamp } from './future-timestamp';
import { longValues } from './long-values';
import { missingParameters } from './missing-parameters';
import { replayedNonce } from './replayed-nonce';
import { secondsTimestamp } from './seconds-timestamp';
import { staleTimestamp } from './stale-timestamp';
import { fieldFamilies } from './value-families';
import { wrongContentType } from './wrong-content-type';
import { wrongSignature } from './wrong-signature';

const PARALLEL_CALLS = 5;

/**
 * A tenant that is added several times, also at once, and removed twice. Protocol page §2.2: a repeated add makes no
 * duplicate, and a repeated delete succeeds. Nothing in a response shows a duplicate, so only refusals are seen.
 */
const repeatedChanges = askedOfKit('kit-repeated-changes', {
  area: 'robustness',
  weight: 'major',
  isDiagnosed: true,
  plan: (context) => {
    const added = newOrder(context);
    const call = (label: string, changes: JsonObject = {}) => {
      const { timeStamp } = context.sample(KIT_ACTIVITY);
      const request = { ...added, timeStamp, ...changes };
      return planCall(context, { label, request, expects: { kind: 'accepted' } });
    };
    const removed = { flag: KIT_FLAG.delete };
    return {
      rounds: [
        () => [{ ...call('control'), expects: { kind: 'control' } as const }],
        () => [call('again')],
        () => Array.from({ length: PARALLEL_CALLS }, (_, index) => call(`parallel-${index + 1}`)),
        () => [call('remove', removed)],
        () => [call('remove-again', removed)],
      ],
    };
  },
  judge: (responses) =>
    judgeResponses(responses, {
      passed: conclude('pass', 'ACCEPTED'),
      wronglyRefused: (refused) => {
        const seen = refused[0] ? classifyResponse(refused[0]).seen : '–';
        return conclude('fail', 'REPETITION_REFUSED', { calls: joinLabels(refused), seen });
      },
    }),
  widest: (context) => widestCall(context, fieldFamilies(context)),
});

/** The interfaces of joint operations have a key, headers and a calculation of their own (protocol page §3.2). */
export const KIT_TESTS = [
  askedOfKit('kit-wrong-signature', wrongSignature),
  askedOfKit('kit-altered-byte', alteredByte),
  askedOfKit('kit-stale-timestamp', staleTimestamp),
  askedOfKit('kit-future-timestamp', futureTimestamp),
  askedOfKit('kit-replayed-nonce', replayedNonce),
  askedOfKit('kit-missing-parameters', missingParameters),
  askedOfKit('kit-extra-fields', extraFields),
  repeatedChanges,
  askedOfKit('kit-long-values', longValues),
  askedOfKit('kit-wrong-content-type', wrongContentType),
  askedOfKit('kit-seconds-timestamp', secondsTimestamp),
] as const;
