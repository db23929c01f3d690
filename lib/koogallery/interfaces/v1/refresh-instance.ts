import { requestChoice, requestInteger, textRequestField } from '../../interface';
import { EXPIRE_TIME_CONTRADICTION } from '../instance-info';
import { expireTimeIn, MONTH_DAYS, YEAR_DAYS } from '../sample-data';
import { decimal, v1Interface } from './v1-interface';

/**
 * Renewal, and trial to formal (SaaS Access Guide V1.0, refreshInstance; protocol page §2.3).
 * Contradiction: as in V2.0 `expireTime` is `yyyyMMddHHmmss` with a limit of 20 characters → 14 digits are sent.
 */
export const refreshInstanceV1 = v1Interface('refreshInstance', {
  request: [
    textRequestField('orderId', 64),
    textRequestField('instanceId', 64),
    textRequestField('productId', 64, false),
    { ...textRequestField('expireTime', 20), format: 'expire-time' },
    requestChoice('trialToFormal', 1, ['0', '1'], false),
    requestChoice('periodType', 10, ['year', 'month'], false),
    requestInteger('periodNumber', false),
    decimal('orderAmount'),
  ],
  templates: [
    {
      id: 'current',
      build: (context) => ({
        activity: 'refreshInstance',
        orderId: context.orderId,
        instanceId: context.instanceId,
        expireTime: expireTimeIn(YEAR_DAYS, context),
        periodType: 'year',
        periodNumber: '1',
        orderAmount: '120',
        testFlag: '1',
      }),
    },
    {
      id: 'trial-to-formal',
      build: (context) => ({
        activity: 'refreshInstance',
        orderId: context.orderId,
        instanceId: context.instanceId,
        expireTime: expireTimeIn(MONTH_DAYS, context),
        trialToFormal: '1',
        periodType: 'month',
        periodNumber: '1',
        orderAmount: '12.78',
        testFlag: '1',
      }),
    },
  ],
  contradictions: [EXPIRE_TIME_CONTRADICTION],
});
