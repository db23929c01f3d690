import { requestList, requestText } from '../../interface';
import { kitCommon, kitIds, kitInterface } from './kit-interface';

const ORGANIZATION = [
  requestText('orgCode', 64),
  requestText('orgName', 128),
  requestText('parentCode', 64, false),
];

/** All organizations of a tenant at once, which replace what was there (protocol page §2.2, allOrgSync). */
export const allOrgSync = kitInterface(
  'allOrgSync',
  [
    requestText('instanceId', 64),
    requestText('tenantId', 64),
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
