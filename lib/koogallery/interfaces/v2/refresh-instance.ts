import type { JsonObject } from '@/lib/signing/canonical';
import {
  COMMON_RESPONSE_FIELDS,
  commonRequestFields,
  type InterfaceSpec,
  requestChoice,
  type SampleContext,
  textRequestField,
} from '../../interface';
import { EXPIRE_TIME_CONTRADICTION } from '../instance-info';
import { expireTimeIn, MONTH_DAYS, YEAR_DAYS } from '../sample-data';

export const REFRESH_SCENES = [
  'TRIAL_TO_FORMAL',
  'RENEWAL',
  'UNSUBSCRIBE_RENEWAL_PERIOD',
  'RENEWAL_CHANGE',
] as const;

/**
 * Renewal, trial to formal and changes of the period (SaaS Access Guide V2.0, refreshInstance).
 * Contradiction: `expireTime` is `yyyyMMddHHmmss`, while an example has 17 digits → 14 are sent, both are accepted.
 */
export const refreshInstanceV2: InterfaceSpec = {
  protocol: 'V2.0',
  activity: 'refreshInstance',
  kind: 'basic',
  profile: 'v2-request',
  path: null,
  request: [
    ...commonRequestFields('refreshInstance'),
    requestChoice('scene', 64, REFRESH_SCENES),
    textRequestField('orderId', 64),
    textRequestField('orderLineId', 64),
    textRequestField('instanceId', 64),
    textRequestField('productId', 64, false),
    { ...textRequestField('expireTime', 20), format: 'expire-time' },
  ],
  response: COMMON_RESPONSE_FIELDS,
  inProgressCodes: [],
  templates: [
    { id: 'current', build: (context) => renewal(context, 'RENEWAL', YEAR_DAYS) },
    { id: 'trial-to-formal', build: (context) => renewal(context, 'TRIAL_TO_FORMAL', MONTH_DAYS) },
    { id: 'renewal-change', build: (context) => renewal(context, 'RENEWAL_CHANGE', YEAR_DAYS) },
    {
      id: 'unsubscribe-renewal',
      build: (context) => renewal(context, 'UNSUBSCRIBE_RENEWAL_PERIOD', MONTH_DAYS),
    },
  ],
  contradictions: [EXPIRE_TIME_CONTRADICTION],
};

/** Of the month that the sample order paid, or of the year that the renewal adds. */
function renewal(context: SampleContext, scene: (typeof REFRESH_SCENES)[number], days: number): JsonObject {
  const { instanceId, orderId, orderLineId } = context;
  return {
    activity: 'refreshInstance',
    expireTime: expireTimeIn(days, context),
    instanceId,
    orderId,
    orderLineId,
    scene,
    testFlag: '1',
  };
}
