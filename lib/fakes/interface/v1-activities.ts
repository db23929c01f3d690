import { mandatory, oneOf, optional } from './field-rules';
import type { Activities } from './instance-call';
import { INSTANCE_IDS, splitIds } from './instance-ids';

const instanceId = mandatory(64);
const orderId = mandatory(64);
const EXPIRE_TIME = /^\d{14}(\d{3})?$/;
const wholeNumber = optional(null, /^\d+$/);
const decimal = optional(null, /^-?\d+(\.\d+)?$/);
const period = { periodType: optional(10, /^(?:year|month)$/), periodNumber: wholeNumber };
/** Base64 of a JSON array. */
const saasExtendParams = optional(null, /^[A-Za-z0-9+/]+={0,2}$/);
const quantities = { amount: wholeNumber, diskSize: wholeNumber, bandWidth: wholeNumber };

const COMMON = {
  activity: mandatory(20),
  timeStamp: mandatory(20),
  authToken: mandatory(50),
  testFlag: optional(null),
};

/** chargingMode of orders that an instance belongs to as a whole: yearly/monthly and one-time. */
const WHOLE_ORDER_MODES = ['', '1', '3'];

/** An order has one instance; with pay-per-use one a product (koogallery-protocol §1, idempotence). */
function orderKey(text: (name: string) => string): string {
  const isWhole = WHOLE_ORDER_MODES.includes(text('chargingMode'));
  return ['V1', text('orderId'), ...(isWhole ? [] : [text('productId')])].join('\n');
}

/** The V1.0 basic interfaces, fields and lengths of koogallery-protocol §2.3. */
export const V1_ACTIVITIES: Activities = {
  newInstance: {
    rules: {
      ...COMMON,
      customerId: mandatory(100),
      customerName: mandatory(64),
      userId: optional(64),
      userName: optional(64),
      mobilePhone: optional(256),
      email: optional(256),
      businessId: mandatory(64),
      orderId,
      skuCode: optional(64),
      productId: mandatory(64),
      trialFlag: optional(null),
      expireTime: optional(20, EXPIRE_TIME),
      chargingMode: optional(null, /^\d+$/),
      ...period,
      ...quantities,
      orderAmount: decimal,
      provisionType: optional(null, /^\d+$/),
      saasExtendParams,
    },
    // mobilePhone and email have been decrypted by now.
    toCall: (text) => ({
      verb: 'provision',
      orderKey: orderKey(text),
      contact: text('email') || text('mobilePhone') || text('userName') || null,
    }),
  },
  refreshInstance: {
    rules: {
      ...COMMON,
      orderId,
      instanceId,
      productId: optional(64),
      expireTime: mandatory(20, EXPIRE_TIME),
      trialToFormal: optional(null),
      ...period,
      orderAmount: decimal,
    },
    toCall: (text) => ({
      verb: 'renew',
      instanceId: text('instanceId'),
      expireTime: text('expireTime'),
    }),
  },
  expireInstance: {
    rules: { ...COMMON, instanceId, orderId },
    toCall: (text) => ({ verb: 'set-status', instanceId: text('instanceId'), status: 'FROZEN' }),
  },
  releaseInstance: {
    rules: { ...COMMON, instanceId, orderId, orderAmount: decimal },
    toCall: (text) => ({ verb: 'release', instanceId: text('instanceId') }),
  },
  upgrade: {
    rules: {
      ...COMMON,
      instanceId,
      orderId,
      skuCode: mandatory(64),
      productId: mandatory(64),
      ...quantities,
      saasExtendParams,
    },
    toCall: (text) => ({
      verb: 'upgrade',
      instanceId: text('instanceId'),
      orderId: text('orderId'),
    }),
  },
  instanceStatus: {
    rules: { ...COMMON, instanceId, instanceStatus: oneOf(null, ['FREEZE', 'NORMAL']) },
    toCall: (text) => ({
      verb: 'set-status',
      instanceId: text('instanceId'),
      status: text('instanceStatus') === 'FREEZE' ? 'FROZEN' : 'RUNNING',
    }),
  },
  queryInstance: {
    rules: { ...COMMON, instanceId: { ...optional(null, INSTANCE_IDS), isMandatory: true } },
    toCall: (text) => ({ verb: 'query', instanceIds: splitIds(text('instanceId')) }),
  },
};
