import type { JsonObject } from '@/lib/signing/canonical';
import {
  COMMON_RESPONSE_FIELDS,
  commonRequestFields,
  type InterfaceSpec,
  type ResponseField,
  requestText,
  responseText,
} from '../interface';

export const MAX_QUERIED_IDS = 100;
export const QUERIED_IDS_LENGTH = 100;

const APP_INFO: readonly ResponseField[] = [
  responseText('frontEndUrl', 'documented', 512),
  responseText('adminUrl', 'optional', 512),
  responseText('userName', 'optional', 128),
  responseText('password', 'optional', 128),
  responseText('memo', 'optional', 1_024),
];

const USAGE_INFO: readonly ResponseField[] = [
  responseText('relatedInstanceId', 'optional', 64),
  { name: 'usageValue', presence: 'mandatory', kind: 'number', maxLength: 20, decimals: 4 },
  { name: 'statisticalTime', presence: 'mandatory', kind: 'utc-milliseconds', maxLength: 20 },
  responseText('dashboardUrl', 'optional', 512),
];

/**
 * State and address of instances (SaaS Access Guide V2.0, queryInstance): after newInstance, and whenever the buyer
 * opens the resource.
 * Contradiction: `instanceId` may hold 100 comma-separated ids but only 100 characters → more than 100 ids are
 * refused, more than 100 characters are a warning.
 */
export const queryInstance: InterfaceSpec = {
  protocol: 'V2.0',
  activity: 'queryInstance',
  kind: 'basic',
  profile: 'v2-request',
  path: null,
  request: [
    ...commonRequestFields('queryInstance'),
    { ...requestText('instanceId', MAX_QUERIED_IDS * 65), format: 'instance-ids' },
  ],
  response: [
    ...COMMON_RESPONSE_FIELDS,
    {
      name: 'info',
      presence: 'mandatory',
      kind: 'list',
      fields: [
        responseText('instanceId', 'mandatory', 64),
        { name: 'appInfo', presence: 'optional', kind: 'object', fields: APP_INFO },
        { name: 'usageInfo', presence: 'optional', kind: 'list', fields: USAGE_INFO },
      ],
    },
  ],
  inProgressCodes: [],
  templates: [
    {
      id: 'current',
      build: ({ instanceId }) => ({ activity: 'queryInstance', instanceId, testFlag: '1' }),
    },
  ],
  contradictions: [
    {
      code: 'QUERY_IDS_LONG',
      expected: `instanceId ≤ ${QUERIED_IDS_LENGTH}`,
      contradicts: (request) => {
        const { length } = String(request?.instanceId ?? '');
        return length > QUERIED_IDS_LENGTH ? String(length) : null;
      },
    },
    {
      code: 'INSTANCE_ID_DIFFERENT',
      expected: 'info[].instanceId',
      contradicts: (request, response) => {
        const asked = String(request?.instanceId ?? '').split(',');
        const strange = answeredIds(response).filter((id) => !asked.includes(id));
        return request && strange.length > 0 ? strange.join(',') : null;
      },
    },
  ],
};

function answeredIds(response: JsonObject): string[] {
  const items = Array.isArray(response.info) ? (response.info as readonly unknown[]) : [];
  return items.flatMap((item) => {
    const id = typeof item === 'object' && item !== null ? (item as JsonObject).instanceId : undefined;
    return typeof id === 'string' ? [id] : [];
  });
}
