import {
  COMMON_RESPONSE_FIELDS,
  commonRequestFields,
  type InterfaceSpec,
  textRequestField,
} from '../../interface';

/**
 * Unsubscription, and the end of the 15 days that an instance stays frozen (SaaS Access Guide V2.0,
 * releaseInstance). A repeated release of one instance must succeed.
 */
export const releaseInstanceV2: InterfaceSpec = {
  protocol: 'V2.0',
  activity: 'releaseInstance',
  kind: 'basic',
  profile: 'v2-request',
  path: null,
  request: [
    ...commonRequestFields('releaseInstance'),
    textRequestField('instanceId', 64),
    textRequestField('orderId', 64, false),
    textRequestField('orderLineId', 64, false),
  ],
  response: COMMON_RESPONSE_FIELDS,
  inProgressCodes: [],
  templates: [
    {
      id: 'current',
      build: ({ instanceId, orderId, orderLineId }) => ({
        activity: 'releaseInstance',
        instanceId,
        orderId,
        orderLineId,
        testFlag: '1',
      }),
    },
  ],
  contradictions: [],
};
