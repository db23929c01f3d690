import {
  COMMON_RESPONSE_FIELDS,
  commonRequestFields,
  type InterfaceSpec,
  requestChoice,
  textRequestField,
} from '../../interface';

export const INSTANCE_STATUSES = ['FREEZE', 'UNFREEZE'] as const;

/**
 * Expiry, violation, and renewal after expiry (SaaS Access Guide V2.0, updateInstanceStatus). V2.0 has no
 * expireInstance: expiry arrives here as `FREEZE`.
 */
export const updateInstanceStatus: InterfaceSpec = {
  protocol: 'V2.0',
  activity: 'updateInstanceStatus',
  kind: 'basic',
  profile: 'v2-request',
  path: null,
  request: [
    ...commonRequestFields('updateInstanceStatus'),
    textRequestField('instanceId', 64),
    requestChoice('status', 32, INSTANCE_STATUSES),
  ],
  response: COMMON_RESPONSE_FIELDS,
  inProgressCodes: [],
  templates: [
    {
      id: 'freeze',
      build: ({ instanceId }) => ({
        activity: 'updateInstanceStatus',
        instanceId,
        status: 'FREEZE',
        testFlag: '1',
      }),
    },
    {
      id: 'unfreeze',
      build: ({ instanceId }) => ({
        activity: 'updateInstanceStatus',
        instanceId,
        status: 'UNFREEZE',
        testFlag: '1',
      }),
    },
  ],
  contradictions: [],
};
