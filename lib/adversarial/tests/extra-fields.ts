import type { JsonObject } from '@/lib/signing/canonical';
import { adversarialTest } from '../adversarial-test';
import { widestCall } from '../ask-values';
import { conclude, judgeResponses } from '../judge-responses';
import { controlOrder, newOrder, planCall } from '../plan-call';
import { fieldFamilies } from './value-families';

/** One field of each JSON type; V1.0 queries carry strings only. */
const EXTRA: Readonly<Record<'V2.0' | 'V1.0', JsonObject>> = {
  'V2.0': {
    preflightExtra: 'text',
    preflightExtraNumber: 12.5,
    preflightExtraFlag: true,
    preflightExtraObject: { inner: 'text' },
    preflightExtraList: [{ name: 'a', value: 'b' }],
  },
  'V1.0': {
    preflightExtra: 'text',
    preflightExtraNumber: '12.5',
    preflightExtraEmpty: '',
    preflightExtraZero: '0',
  },
};

/** A correct call with fields that no table names: KooGallery adds fields from time to time, without notice. */
export const extraFields = adversarialTest({
  id: 'extra-fields',
  area: 'robustness',
  weight: 'major',
  isDiagnosed: true,
  plan: (context) => ({
    rounds: [
      () => [controlOrder(context)],
      () => [
        planCall(context, {
          label: 'extra-fields',
          request: newOrder(context, EXTRA[context.protocol]),
          expects: { kind: 'accepted' },
        }),
      ],
    ],
  }),
  judge: (responses) => judgeResponses(responses, { passed: conclude('pass', 'ACCEPTED') }),
  widest: (context) => widestCall(context, fieldFamilies(context)),
});
