import { commonRequestFields, type InterfaceSpec } from '../../interface';
import { instanceInfoResponse, QUERIED_IDS, QUERY_CONTRADICTIONS } from '../instance-info';

/**
 * State and address of instances (SaaS Access Guide V2.0, queryInstance): after newInstance, and whenever the buyer
 * opens the resource.
 * https://support.huaweicloud.com/eu/accessg-marketplace/en-us_topic_000010.html
 * Contradiction: `instanceId` may hold 100 comma-separated ids but only 100 characters → more than 100 ids are
 * refused, more than 100 characters are a warning.
 */
export const queryInstanceV2: InterfaceSpec = {
  protocol: 'V2.0',
  activity: 'queryInstance',
  kind: 'basic',
  profile: 'v2-request',
  path: null,
  request: [...commonRequestFields('queryInstance'), QUERIED_IDS],
  response: instanceInfoResponse('text'),
  inProgressCodes: [],
  templates: [
    {
      id: 'current',
      build: ({ instanceId }) => ({ activity: 'queryInstance', instanceId, testFlag: '1' }),
    },
  ],
  contradictions: QUERY_CONTRADICTIONS,
};
