import { requestList, textRequestField } from '../../interface';
import { kitCommon, kitIds, kitInterface } from './kit-interface';

const ORGANIZATION = [
  textRequestField('orgCode', 64),
  textRequestField('orgName', 128),
  textRequestField('parentCode', 64, false),
];

/** All organizations of a tenant at once, which replace what was there (protocol page §2.2, allOrgSync). */
export const allOrgSync = kitInterface(
  'allOrgSync',
  [
    textRequestField('instanceId', 64),
    textRequestField('tenantId', 64),
    requestList('orgInfoList', 1_048_576, ORGANIZATION),
  ],
  [
    {
      id: 'current',
      build: (context) => ({
        instanceId: context.instanceId,
        tenantId: kitIds(context).tenantId,
        orgInfoList: [
          { orgCode: 'preflight-root', orgName: 'Preflight test organization' },
          { orgCode: 'preflight-sales', orgName: 'Sales', parentCode: 'preflight-root' },
          { orgCode: 'preflight-support', orgName: 'Support', parentCode: 'preflight-root' },
        ],
        ...kitCommon(context),
      }),
    },
  ],
);
