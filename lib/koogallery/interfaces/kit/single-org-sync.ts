import { textRequestField } from '../../interface';
import { CHANGE_FLAG, changeTemplates, kitIds, kitInterface } from './kit-interface';

/** One organization of a tenant is added, changed or removed (protocol page §2.2, singleOrgSync). */
export const singleOrgSync = kitInterface(
  'singleOrgSync',
  [
    textRequestField('instanceId', 64),
    textRequestField('tenantId', 64),
    textRequestField('orgCode', 64),
    textRequestField('orgName', 128),
    textRequestField('parentCode', 64, false),
    CHANGE_FLAG,
  ],
  changeTemplates(['add', 'modify', 'delete'], (context, change) => ({
    instanceId: context.instanceId,
    tenantId: kitIds(context).tenantId,
    orgCode: 'preflight-support',
    orgName: change === 'modify' ? 'Support, renamed' : 'Support',
    parentCode: 'preflight-root',
  })),
);
