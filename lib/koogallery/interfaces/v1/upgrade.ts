import { textRequestField } from '../../interface';
import { sampleExtension, sampleProduct } from '../sample-data';
import { EXTEND_PARAMS, QUANTITIES, v1Interface } from './v1-interface';

/** Upgrade to another specification (SaaS Access Guide V1.0; protocol page §2.3): the activity is spelled `upgrade`. */
export const upgrade = v1Interface('upgrade', {
  request: [
    textRequestField('instanceId', 64),
    textRequestField('orderId', 64),
    textRequestField('skuCode', 64),
    textRequestField('productId', 64),
    ...QUANTITIES,
    EXTEND_PARAMS,
  ],
  templates: [
    {
      id: 'current',
      build: (context) => ({
        activity: 'upgrade',
        instanceId: context.instanceId,
        orderId: context.orderId,
        ...sampleProduct(context),
        amount: '40',
        ...sampleExtension('saasExtendParams', context),
        testFlag: '1',
      }),
    },
  ],
});
