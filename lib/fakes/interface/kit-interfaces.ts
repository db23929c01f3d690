import type { KitInterface } from '../addresses';
import {
  type FieldRules,
  integer,
  list,
  mandatory,
  oneOf,
  optional,
  possiblyEmpty,
  scalar,
} from './field-rules';

/** What a kit call's `flag` asks for. */
export const FLAG = { delete: 0, add: 1, modify: 2, cancel: 3 } as const;

const MAX_USERS = 500;

const id = mandatory(64);
const instant = scalar(/./);
const COMMON = { testFlag: integer(), timeStamp: instant };
const changing = integer([FLAG.delete, FLAG.add, FLAG.modify]);
const organization = { orgCode: mandatory(64), orgName: mandatory(128), parentCode: optional(64) };

const USER: FieldRules = {
  userName: mandatory(64),
  name: mandatory(64),
  orgCode: mandatory(64),
  position: optional(64),
  employeeCode: optional(64),
  employeeType: scalar(/^[1-4]?$/, false),
  role: oneOf(null, ['user', 'admin']),
  enable: scalar(/^(?:true|false)$/),
  mobile: optional(32),
  email: optional(128),
};

/** The fields of the joint-operations interfaces with the lengths of koogallery-protocol §2.2. */
export const KIT_RULES: Record<KitInterface, FieldRules> = {
  tenantSync: {
    ...COMMON,
    // Both are empty when the seller applies for credentials.
    instanceId: possiblyEmpty(64),
    orderId: possiblyEmpty(64),
    tenantId: id,
    tenantCode: id,
    name: mandatory(255),
    domainName: mandatory(255),
    flag: changing,
  },
  applicationSync: {
    ...COMMON,
    instanceId: id,
    tenantId: id,
    appId: id,
    clientId: id,
    clientSecret: mandatory(null),
    flag: changing,
  },
  authSync: {
    ...COMMON,
    instanceId: id,
    tenantId: id,
    appId: id,
    userList: list(MAX_USERS, USER),
    currentSyncTime: instant,
    flag: integer([FLAG.delete, FLAG.add, FLAG.modify, FLAG.cancel]),
  },
  singleOrgSync: { ...COMMON, instanceId: id, tenantId: id, ...organization, flag: changing },
  allOrgSync: { ...COMMON, instanceId: id, tenantId: id, orgInfoList: list(null, organization) },
};
