import type { JsonObject } from '@/lib/signing/canonical';
import { formatUtcTimestamp } from '@/lib/signing/verify';
import {
  COMMON_RESPONSE_FIELDS,
  commonRequestFields,
  type InterfaceSpec,
  type SampleContext,
  textRequestField,
  textResponseField,
} from '../../interface';
import { expireTimeIn, MONTH_DAYS, sampleContact, sampleExtension, sampleProduct } from '../sample-data';

/**
 * Subscription (SaaS Access Guide V2.0, newInstance). `businessId` is new on every call; `orderId` with `orderLineId`
 * identifies the order: the same pair must return the same instanceId.
 * Contradiction: the FAQ asks the response for `frontEndUrl`, its table has none → a warning.
 */
export const newInstanceV2: InterfaceSpec = {
  protocol: 'V2.0',
  activity: 'newInstance',
  kind: 'basic',
  profile: 'v2-request',
  path: null,
  request: [
    ...commonRequestFields('newInstance'),
    textRequestField('orderId', 64),
    textRequestField('orderLineId', 64),
    textRequestField('businessId', 64),
    { ...textRequestField('buyerInfo', 4_096, false), format: 'json' },
    { ...textRequestField('orderInfo', 16_384, false), format: 'json' },
  ],
  response: [...COMMON_RESPONSE_FIELDS, textResponseField('instanceId', 'mandatory', 64)],
  inProgressCodes: ['000004'],
  templates: [
    { id: 'current', build: current },
    { id: 'with-order-info', build: withOrderInfo },
  ],
  contradictions: [
    {
      code: 'FRONT_END_URL_MISSING',
      expected: 'appInfo.frontEndUrl',
      contradicts: (_, response) => (hasFrontEndUrl(response) ? null : '–'),
    },
  ],
};

function current({ newId, orderId, orderLineId }: SampleContext): JsonObject {
  return { activity: 'newInstance', businessId: newId(), orderId, orderLineId, testFlag: '1' };
}

/**
 * An older revision of V2.0 carried buyer and order in the call (example of "HTTP Body Signature"); newer sellers ask
 * the query-order API for them.
 */
function withOrderInfo(context: SampleContext): JsonObject {
  const order = {
    businessId: context.newId(),
    orderId: context.orderId,
    trialFlag: '0',
    orderAmount: 12.78,
    chargingMode: 'PERIOD',
    periodType: 'month',
    periodNumber: 1,
    provisionType: 1,
    productInfo: [{ ...sampleProduct(context), linearValue: 20 }],
    createTime: formatUtcTimestamp(context.now, false),
    expireTime: expireTimeIn(MONTH_DAYS, context),
    ...sampleExtension('extendParams', context),
  };
  const buyer = {
    customerId: context.newId(),
    customerName: 'Preflight test buyer',
    userId: context.newId(),
    ...sampleContact(context),
  };
  const { orderId, orderLineId } = context;
  return {
    activity: 'newInstance',
    businessId: order.businessId,
    buyerInfo: buyer,
    orderId,
    orderInfo: [order],
    orderLineId,
    testFlag: '1',
  };
}

function hasFrontEndUrl(response: JsonObject): boolean {
  const appInfo = response.appInfo;
  const nested = typeof appInfo === 'object' && appInfo !== null && !Array.isArray(appInfo) ? appInfo : {};
  return Boolean((nested as JsonObject).frontEndUrl ?? response.frontEndUrl);
}
