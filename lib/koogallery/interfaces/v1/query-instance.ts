import { ENCRYPT_TYPE, instanceInfoResponse, QUERIED_IDS, QUERY_CONTRADICTIONS } from '../instance-info';
import { v1Interface } from './v1-interface';

/**
 * State and address of instances (SaaS Access Guide V1.0, queryInstance; protocol page §2.3): the response of V2.0 with
 * `userName` and `password` encrypted, and `encryptType` beside `info` [inferred from newInstance].
 */
export const queryInstanceV1 = v1Interface('queryInstance', {
  request: [QUERIED_IDS],
  response: [...instanceInfoResponse('ciphertext'), ENCRYPT_TYPE],
  templates: [
    {
      id: 'current',
      build: ({ instanceId }) => ({ activity: 'queryInstance', instanceId, testFlag: '1' }),
    },
  ],
  contradictions: QUERY_CONTRADICTIONS,
});
