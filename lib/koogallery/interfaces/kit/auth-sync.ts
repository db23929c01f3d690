import type { JsonObject } from '@/lib/signing/canonical';
import { formatUtcTimestamp } from '@/lib/signing/verify';
import {
  requestChoice,
  requestInteger,
  requestList,
  type SampleContext,
  textRequestField,
} from '../../interface';
import { changeTemplates, kitIds, kitInterface } from './kit-interface';

export const MOST_USERS = 500;

const USER = [
  textRequestField('userName', 64),
  textRequestField('name', 64),
  textRequestField('orgCode', 64),
  textRequestField('position', 64, false),
  textRequestField('employeeCode', 64, false),
  requestChoice('employeeType', 1, ['1', '2', '3', '4'], false),
  requestChoice('role', 64, ['user', 'admin']),
  requestChoice('enable', 5, ['true', 'false']),
  textRequestField('mobile', 32, false),
  textRequestField('email', 128, false),
];

/**
 * Users are given an application, changed, or lose it (protocol page §2.2, authSync), at most 500 in a call. The page
 * gives `currentSyncTime` no format → `yyyyMMddHHmmssSSS` is sent [inferred]; `enable` and `employeeType` are texts
 * in its table.
 */
export const authSync = kitInterface(
  'authSync',
  [
    textRequestField('instanceId', 64),
    textRequestField('tenantId', 64),
    textRequestField('appId', 64),
    requestList('userList', 1_048_576, USER, MOST_USERS),
    { ...textRequestField('currentSyncTime', 20), format: 'utc-milliseconds' },
    requestInteger('flag', true, ['0', '1', '2', '3']),
  ],
  changeTemplates(['add', 'modify', 'delete', 'cancel'], (context, change) => {
    const { tenantId, appId } = kitIds(context);
    return {
      instanceId: context.instanceId,
      tenantId,
      appId,
      userList: [
        user(context, { userName: 'preflight_admin', name: 'Preflight test administrator', role: 'admin' }),
        user(context, {
          userName: 'preflight_user',
          name: change === 'modify' ? 'Preflight test user, renamed' : 'Preflight test user',
          role: 'user',
        }),
      ],
      currentSyncTime: formatUtcTimestamp(context.now, true),
    };
  }),
);

/** Only with the contact data that the seller asks for. */
function user({ provisioningInfo }: SampleContext, who: JsonObject & { userName: string }): JsonObject {
  const has = (info: string) => provisioningInfo?.includes(info) ?? true;
  return {
    ...who,
    orgCode: 'preflight-sales',
    position: 'Tester',
    employeeCode: who.userName,
    employeeType: '1',
    enable: 'true',
    ...(has('MOBILE') ? { mobile: '13800000000' } : {}),
    ...(has('EMAIL') ? { email: `${who.userName}@test.example.com` } : {}),
  };
}
