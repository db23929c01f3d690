import {
  COMMON_RESPONSE_FIELDS,
  commonRequestFields,
  type InterfaceSpec,
  textRequestField,
} from '../../interface';
import { sampleProduct } from '../sample-data';

/**
 * Asks before a change upon renewal whether the seller supports it (SaaS Access Guide V2.0, changeInstanceCheck, 2025);
 * optional.
 * https://support.huaweicloud.com/intl/en-us/accessg-marketplace/en-us_topic_0000002464934193.html
 * Contradictions: the page gives `productInfo` the type ProductInfo and documents none of its members → those of an
 * order's products are sent (skuCode, productId, linearValue) [inferred]; its example is one of upgradeInstance →
 * the table is followed.
 */
export const changeInstanceCheck: InterfaceSpec = {
  protocol: 'V2.0',
  activity: 'changeInstanceCheck',
  kind: 'basic',
  profile: 'v2-request',
  path: null,
  request: [
    ...commonRequestFields('changeInstanceCheck'),
    textRequestField('instanceId', 64),
    { ...textRequestField('productInfo', 4_096), format: 'json' },
  ],
  response: COMMON_RESPONSE_FIELDS,
  inProgressCodes: [],
  templates: [
    {
      id: 'current',
      build: (context) => ({
        activity: 'changeInstanceCheck',
        instanceId: context.instanceId,
        productInfo: { ...sampleProduct(context), linearValue: 40 },
        testFlag: '1',
      }),
    },
  ],
  contradictions: [],
};
