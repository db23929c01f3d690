import { anyObject, mandatory, oneOf, optional } from './field-rules';
import type { Activities } from './instance-call';
import { INSTANCE_IDS, splitIds } from './instance-ids';

const instanceId = mandatory(64);
const orderId = mandatory(64);
const orderLineId = mandatory(64);
/** 14 digits by the table, 17 in one of its examples: both are accepted. */
const expireTime = mandatory(20, /^\d{14}(\d{3})?$/);
const COMMON = { activity: mandatory(null), testFlag: optional(2) };

/** The V2.0 basic interfaces, fields and lengths of koogallery-protocol §2.1. */
export const V2_ACTIVITIES: Activities = {
  newInstance: {
    rules: { ...COMMON, orderId, orderLineId, businessId: mandatory(64) },
    toCall: (text) => ({
      verb: 'provision',
      orderKey: `V2\n${text('orderId')}\n${text('orderLineId')}`,
      contact: null,
    }),
  },
  queryInstance: {
    rules: { ...COMMON, instanceId: { ...optional(null, INSTANCE_IDS), isMandatory: true } },
    toCall: (text) => ({ verb: 'query', instanceIds: splitIds(text('instanceId')) }),
  },
  refreshInstance: {
    rules: {
      ...COMMON,
      scene: oneOf(64, ['TRIAL_TO_FORMAL', 'RENEWAL', 'UNSUBSCRIBE_RENEWAL_PERIOD', 'RENEWAL_CHANGE']),
      orderId,
      orderLineId,
      instanceId,
      productId: optional(64),
      expireTime,
    },
    toCall: (text) => ({
      verb: 'renew',
      instanceId: text('instanceId'),
      expireTime: text('expireTime'),
    }),
  },
  updateInstanceStatus: {
    rules: { ...COMMON, instanceId, status: oneOf(32, ['FREEZE', 'UNFREEZE']) },
    toCall: (text) => ({
      verb: 'set-status',
      instanceId: text('instanceId'),
      status: text('status') === 'FREEZE' ? 'FROZEN' : 'RUNNING',
    }),
  },
  releaseInstance: {
    rules: { ...COMMON, instanceId, orderId: optional(64), orderLineId: optional(64) },
    toCall: (text) => ({ verb: 'release', instanceId: text('instanceId') }),
  },
  upgradeInstance: {
    rules: { ...COMMON, instanceId, orderId, orderLineId },
    toCall: (text) => ({
      verb: 'upgrade',
      instanceId: text('instanceId'),
      orderId: text('orderId'),
    }),
  },
  changeInstanceCheck: {
    rules: { ...COMMON, instanceId, productInfo: anyObject },
    toCall: (text) => ({ verb: 'check-change', instanceId: text('instanceId') }),
  },
};
