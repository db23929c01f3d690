import type { JsonObject } from '@/lib/signing/canonical';
import {
  COMMON_RESPONSE_FIELDS,
  requestChoice,
  requestInteger,
  type SampleContext,
  textRequestField,
  textResponseField,
} from '../../interface';
import { appInfo, ENCRYPT_TYPE } from '../instance-info';
import { expireTimeIn, MONTH_DAYS, sampleContact, sampleExtension, sampleProduct } from '../sample-data';
import { decimal, EXTEND_PARAMS, encryptedText, QUANTITIES, v1Interface } from './v1-interface';

/**
 * Subscription (SaaS Access Guide V1.0, newInstance; protocol page §2.3). The same `orderId` must return the same
 * instanceId; pay-per-use orders are told apart by `productId` besides. The response must hold `frontEndUrl`, and
 * `userName` and `password` encrypted where it holds them.
 */
export const newInstanceV1 = v1Interface('newInstance', {
  request: [
    textRequestField('customerId', 100),
    textRequestField('customerName', 64),
    textRequestField('userId', 64, false),
    textRequestField('userName', 64, false),
    encryptedText('mobilePhone', 256),
    encryptedText('email', 256),
    textRequestField('businessId', 64),
    textRequestField('orderId', 64),
    textRequestField('skuCode', 64, false),
    textRequestField('productId', 64),
    requestChoice('trialFlag', 1, ['0', '1'], false),
    { ...textRequestField('expireTime', 20, false), format: 'expire-time' },
    requestInteger('chargingMode', false, ['1', '3']),
    requestChoice('periodType', 10, ['year', 'month'], false),
    requestInteger('periodNumber', false),
    ...QUANTITIES,
    decimal('orderAmount'),
    requestInteger('provisionType', false),
    EXTEND_PARAMS,
  ],
  response: [
    ...COMMON_RESPONSE_FIELDS,
    ENCRYPT_TYPE,
    textResponseField('instanceId', 'mandatory', 64),
    {
      name: 'appInfo',
      presence: 'mandatory',
      kind: 'object',
      fields: appInfo('mandatory', 'ciphertext'),
    },
  ],
  templates: [
    {
      id: 'yearly-monthly',
      billingMode: 'YEARLY_MONTHLY',
      build: (context) => ({ ...order(context), ...period(context), orderAmount: '12.78' }),
    },
    {
      id: 'one-time',
      billingMode: 'ONE_TIME',
      build: (context) => ({ ...order(context), chargingMode: '3', orderAmount: '12.78' }),
    },
    // The page knows no chargingMode for pay-per-use: such orders carry neither it nor a period [inferred].
    { id: 'pay-per-use', billingMode: 'PAY_PER_USE', build: order },
    {
      id: 'trial',
      billingMode: 'YEARLY_MONTHLY',
      build: (context) => ({ ...order(context), ...period(context), trialFlag: '1', orderAmount: '0' }),
    },
  ],
});

function order(context: SampleContext): JsonObject {
  return {
    activity: 'newInstance',
    customerId: context.newId(),
    customerName: 'Preflight test buyer',
    userId: context.newId(),
    ...sampleContact(context),
    businessId: context.newId(),
    orderId: context.orderId,
    ...sampleProduct(context),
    amount: '20',
    provisionType: '1',
    ...sampleExtension('saasExtendParams', context),
    testFlag: '1',
  };
}

const period = (context: SampleContext): JsonObject => ({
  chargingMode: '1',
  periodType: 'month',
  periodNumber: '1',
  expireTime: expireTimeIn(MONTH_DAYS, context),
});
