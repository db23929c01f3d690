import { textRequestField } from '../../interface';
import { decimal, v1Interface } from './v1-interface';

/**
 * Unsubscription, and the end of the time that an expired instance is kept (SaaS Access Guide V1.0, releaseInstance;
 * protocol page §2.3). A repeated release of one instance must succeed.
 */
export const releaseInstanceV1 = v1Interface('releaseInstance', {
  request: [textRequestField('instanceId', 64), textRequestField('orderId', 64), decimal('orderAmount')],
  templates: [
    {
      id: 'current',
      build: ({ instanceId, orderId }) => ({
        activity: 'releaseInstance',
        instanceId,
        orderId,
        testFlag: '1',
      }),
    },
  ],
});
