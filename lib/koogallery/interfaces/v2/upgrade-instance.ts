import {
  COMMON_RESPONSE_FIELDS,
  commonRequestFields,
  type InterfaceSpec,
  textRequestField,
} from '../../interface';

/**
 * Upgrade to another specification (SaaS Access Guide V2.0, upgradeInstance); optional. What the instance is upgraded
 * to is in the order, which the seller reads from the query-order API.
 */
export const upgradeInstance: InterfaceSpec = {
  protocol: 'V2.0',
  activity: 'upgradeInstance',
  kind: 'basic',
  profile: 'v2-request',
  path: null,
  request: [
    ...commonRequestFields('upgradeInstance'),
    textRequestField('instanceId', 64),
    textRequestField('orderId', 64),
    textRequestField('orderLineId', 64),
  ],
  response: COMMON_RESPONSE_FIELDS,
  inProgressCodes: [],
  templates: [
    {
      id: 'current',
      build: ({ instanceId, orderId, orderLineId }) => ({
        activity: 'upgradeInstance',
        instanceId,
        orderId,
        orderLineId,
        testFlag: '1',
      }),
    },
  ],
  contradictions: [],
};
