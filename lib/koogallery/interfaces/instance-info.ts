import type { JsonObject } from '@/lib/signing/canonical';
import {
  COMMON_RESPONSE_FIELDS,
  type Contradiction,
  type Presence,
  type RequestField,
  type ResponseField,
  textRequestField,
  textResponseField,
} from '../interface';

export const MAX_QUERIED_IDS = 100;
const QUERIED_IDS_LENGTH = 100;

/** V1.0 says by which algorithm its sensitive fields are encrypted; without it, `1` is meant. */
export const ENCRYPT_TYPE: ResponseField = textResponseField('encryptType', 'optional', 2);

/** Where a buyer finds the instance; V1.0 encrypts its credentials, V2.0 does not [inferred]. */
export function appInfo(frontEndUrl: Presence, credentials: 'text' | 'ciphertext'): readonly ResponseField[] {
  return [
    textResponseField('frontEndUrl', frontEndUrl, 512),
    textResponseField('adminUrl', 'optional', 512),
    { name: 'userName', presence: 'optional', kind: credentials, maxLength: 128 },
    { name: 'password', presence: 'optional', kind: credentials, maxLength: 128 },
    textResponseField('memo', 'optional', 1_024),
  ];
}

/** Consumption, for products billed by it: where it is returned, value and time are checked. */
const USAGE_INFO: readonly ResponseField[] = [
  textResponseField('relatedInstanceId', 'optional', 64),
  { name: 'usageValue', presence: 'mandatory', kind: 'number', maxLength: 20, decimals: 4 },
  { name: 'statisticalTime', presence: 'mandatory', kind: 'utc-milliseconds', maxLength: 20 },
  textResponseField('dashboardUrl', 'optional', 512),
];

/** The response of queryInstance in both protocols. */
export const instanceInfoResponse = (credentials: 'text' | 'ciphertext'): readonly ResponseField[] => [
  ...COMMON_RESPONSE_FIELDS,
  {
    name: 'info',
    presence: 'mandatory',
    kind: 'list',
    fields: [
      textResponseField('instanceId', 'mandatory', 64),
      {
        name: 'appInfo',
        presence: 'optional',
        kind: 'object',
        fields: appInfo('documented', credentials),
      },
      { name: 'usageInfo', presence: 'optional', kind: 'list', fields: USAGE_INFO },
    ],
  },
];

/** 100 ids of 64 characters with their commas. */
export const QUERIED_IDS: RequestField = {
  ...textRequestField('instanceId', MAX_QUERIED_IDS * 65),
  format: 'instance-ids',
};

export const QUERY_CONTRADICTIONS: readonly Contradiction[] = [
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
];

/** 17 digits, as one example of the guide has them, instead of the table's `yyyyMMddHHmmss`. */
export const EXPIRE_TIME_CONTRADICTION: Contradiction = {
  code: 'EXPIRE_TIME_LENGTH',
  expected: 'expireTime yyyyMMddHHmmss',
  contradicts: (request) => {
    const expireTime = String(request?.expireTime ?? '');
    return expireTime.length > 14 ? expireTime : null;
  },
};

function answeredIds(response: JsonObject): string[] {
  const items = Array.isArray(response.info) ? (response.info as readonly unknown[]) : [];
  return items.flatMap((item) => {
    const id = typeof item === 'object' && item !== null ? (item as JsonObject).instanceId : undefined;
    return typeof id === 'string' ? [id] : [];
  });
}
