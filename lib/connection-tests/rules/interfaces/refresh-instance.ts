import { formatUtcTimestamp } from '@/lib/signing/verify';
import {
  COMMON_RESPONSE_FIELDS,
  commonRequestFields,
  type InterfaceSpec,
  requestChoice,
  requestText,
} from '../interface';

export const REFRESH_SCENES = [
  'TRIAL_TO_FORMAL',
  'RENEWAL',
  'UNSUBSCRIBE_RENEWAL_PERIOD',
  'RENEWAL_CHANGE',
] as const;

const YEAR_MS = 365 * 86_400_000;

/**
 * Renewal, trial to formal and changes of the period (SaaS Access Guide V2.0, refreshInstance).
 * Contradiction: `expireTime` is `yyyyMMddHHmmss`, while an example has 17 digits → 14 are sent, both are accepted.
 */
export const refreshInstance: InterfaceSpec = {
  protocol: 'V2.0',
  activity: 'refreshInstance',
  kind: 'basic',
  profile: 'v2-request',
  path: null,
  request: [
    ...commonRequestFields('refreshInstance'),
    requestChoice('scene', 64, REFRESH_SCENES),
    requestText('orderId', 64),
    requestText('orderLineId', 64),
    requestText('instanceId', 64),
    requestText('productId', 64, false),
    { ...requestText('expireTime', 20), format: 'expire-time' },
  ],
  response: COMMON_RESPONSE_FIELDS,
  inProgressCodes: [],
  templates: [
    {
      id: 'current',
      build: ({ now, orderId, orderLineId, instanceId }) => ({
        activity: 'refreshInstance',
        expireTime: formatUtcTimestamp(new Date(now.getTime() + YEAR_MS), false),
        instanceId,
        orderId,
        orderLineId,
        scene: 'RENEWAL',
        testFlag: '1',
      }),
    },
  ],
  contradictions: [
    {
      code: 'EXPIRE_TIME_LENGTH',
      expected: 'expireTime yyyyMMddHHmmss',
      contradicts: (request) => {
        const expireTime = String(request?.expireTime ?? '');
        return expireTime.length > 14 ? expireTime : null;
      },
    },
  ],
};
