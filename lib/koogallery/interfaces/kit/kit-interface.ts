import type { JsonObject } from '@/lib/signing/canonical';
import { formatUtcTimestamp } from '@/lib/signing/verify';
import {
  COMMON_RESPONSE_FIELDS,
  type InterfaceSpec,
  type RequestField,
  requestInteger,
  type SampleContext,
  type SampleTemplate,
  textRequestField,
} from '../../interface';

/** What a kit call's `flag` asks for; only authSync knows `cancel`. */
export const KIT_FLAG = { delete: 0, add: 1, modify: 2, cancel: 3 } as const;
type Change = keyof typeof KIT_FLAG;

export const CHANGE_FLAG: RequestField = requestInteger('flag', true, ['0', '1', '2']);

/**
 * A joint-operations interface (SaaS Access Guide V2.0; protocol page §2.2): POST to its path below the production
 * URL's origin, signed in headers by the kit's key. The page gives `timeStamp` no format → that of V1.0 is sent
 * [inferred]. Its response has the common fields only.
 */
export const kitInterface = (
  activity: string,
  request: readonly RequestField[],
  templates: readonly [SampleTemplate, ...SampleTemplate[]],
): InterfaceSpec => ({
  protocol: 'V2.0',
  activity,
  kind: 'kit',
  profile: 'v2-kit',
  path: `/produceAPI/v2/${activity}`,
  request: [
    ...request,
    requestInteger('testFlag', true, ['0', '1']),
    { ...textRequestField('timeStamp', 20), format: 'utc-milliseconds' },
  ],
  response: COMMON_RESPONSE_FIELDS,
  inProgressCodes: [],
  templates,
  contradictions: [],
});

/** What every kit request carries besides its subject. */
export const kitCommon = ({ now }: SampleContext): JsonObject => ({
  testFlag: 1,
  timeStamp: formatUtcTimestamp(now, true),
});

/**
 * One sample a kind of change, all about the same subject. A repeated add must make no duplicate, and a repeated delete
 * must succeed: `add-again` is the sample to send after `add`.
 */
export function changeTemplates(
  changes: readonly Change[],
  build: (context: SampleContext, change: Change) => JsonObject,
): [SampleTemplate, ...SampleTemplate[]] {
  const template = (id: string, change: Change): SampleTemplate => ({
    id,
    build: (context) => ({
      ...build(context, change),
      flag: KIT_FLAG[change],
      ...kitCommon(context),
    }),
  });
  const others = changes.filter((change) => change !== 'add').map((change) => template(change, change));
  return [template('add', 'add'), template('add-again', 'add'), ...others];
}

/** Ids of the sample tenant and its application, the same in every call about one order. */
export function kitIds({ orderId }: SampleContext) {
  const id = (prefix: string) => `${prefix}-${orderId}`.slice(0, 64);
  return { tenantId: id('T'), tenantCode: id('TC'), appId: id('A'), clientId: id('C') };
}
