import { textRequestField } from '../../interface';
import { v1Interface } from './v1-interface';

/**
 * The end of the paid period (SaaS Access Guide V1.0, expireInstance; protocol page §2.3). A repeated call about one
 * instance must succeed. V2.0 has no such interface: there expiry arrives as `updateInstanceStatus` `FREEZE`.
 */
export const expireInstance = v1Interface('expireInstance', {
  request: [textRequestField('instanceId', 64), textRequestField('orderId', 64)],
  templates: [
    {
      id: 'current',
      build: ({ instanceId, orderId }) => ({
        activity: 'expireInstance',
        instanceId,
        orderId,
        testFlag: '1',
      }),
    },
  ],
});
