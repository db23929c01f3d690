import type { Clock } from '@/lib/core/clock';
import type { Outbound, OutboundRequest, OutboundResult } from '@/lib/http/exchange';
import { decodeQuery, type JsonObject, readQuery } from '@/lib/signing/canonical';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { verifyV1Request } from '@/lib/signing/profiles/v1-auth-token';
import { verifyV2Kit } from '@/lib/signing/profiles/v2-kit';
import { verifyV2Request } from '@/lib/signing/profiles/v2-request';
import { memoryNonceCache, type NonceCache } from '@/lib/signing/verify';
import { makeExchange, makeFailure } from '../response-checks/exchanges';
import { KIT_ACCESS_KEY } from './call-deps';

type Answer = { status?: number; body: JsonObject | string } | 'silence';
type Call = { request: OutboundRequest; protocol: 'V2.0' | 'V1.0'; fields: JsonObject };

/** What a seller of the model does; a wrong one replaces a part. */
export type SellerParts = {
  /** Null when the call is authentic, else what is answered. */
  authenticate(call: Call, nonces: NonceCache): Answer | null;
  /** Before the call is carried out; null goes on. */
  inspect(call: Call): Answer | null;
  orderKey(fields: JsonObject): string;
  /** Between looking an order up and storing it. */
  isRacing: boolean;
  /** Whether calls about this instance are carried out. */
  knows(instance: { isReleased: boolean } | undefined, activity: string): boolean;
  activities: readonly string[];
};

export const code = (resultCode: string): Answer => ({ body: { resultCode, resultMsg: 'x' } });
export const crash: Answer = { status: 500, body: 'oops' };

const isKit = ({ url }: OutboundRequest) => new URL(url).pathname.startsWith('/produceAPI/v2/');

const text = (fields: JsonObject, name: string) => String(fields[name] ?? '');

/** The right verification of both protocols, with the window and the nonces of a careful seller. */
export function authenticateWith(
  accessKey: string,
  clock: Clock | null,
): (call: Call, nonces: NonceCache | null) => Answer | null {
  return ({ request, protocol }, nonces) => {
    const signed = { url: request.url, body: request.body ?? new Uint8Array() };
    const verification = isKit(request)
      ? verifyV2Kit(
          { headers: request.headers ?? [], payload: signed.body },
          { key: KIT_ACCESS_KEY, clock, nonces },
          nodePrimitives,
        )
      : protocol === 'V2.0'
        ? verifyV2Request(signed, { accessKey, clock, nonces }, nodePrimitives)
        : verifyV1Request(signed, { accessKey, clock }, nodePrimitives);
    return verification.ok ? null : code('000001');
  };
}

const ACTIVITIES = ['newInstance', 'queryInstance', 'refreshInstance', 'releaseInstance'];

export const rightSeller = (accessKey: string, clock: Clock): SellerParts => ({
  authenticate: authenticateWith(accessKey, clock),
  inspect: ({ fields, protocol, request }) => {
    if (isKit(request))
      return text(fields, 'tenantId') === '' || !Number.isInteger(fields.flag) ? code('000002') : null;
    const mandatory = protocol === 'V2.0' ? ['orderId', 'orderLineId'] : ['orderId'];
    const isOrder = text(fields, 'activity') === 'newInstance';
    return isOrder && mandatory.some((name) => text(fields, name) === '') ? code('000002') : null;
  },
  orderKey: (fields) => `${text(fields, 'orderId')}/${text(fields, 'orderLineId')}`,
  isRacing: false,
  knows: (instance, activity) =>
    instance !== undefined && (!instance.isReleased || activity === 'releaseInstance'),
  activities: ACTIVITIES,
});

/** A seller in memory behind the outbound guard's face, and what it has that nobody released or removed. */
export function modelSeller(
  parts: SellerParts,
  clock: Clock,
): Outbound & { liveInstances(): number; tenants(): number } {
  const instances = new Map<string, { isReleased: boolean }>();
  const orders = new Map<string, string>();
  const tenants = new Set<string>();
  const nonces = memoryNonceCache(clock);

  const newInstance = async (fields: JsonObject): Promise<Answer> => {
    const key = parts.orderKey(fields);
    const known = orders.get(key);
    if (parts.isRacing) await new Promise(setImmediate);
    const instanceId = known ?? `i-${instances.size + 1}`;
    if (known === undefined) {
      instances.set(instanceId, { isReleased: false });
      orders.set(key, instanceId);
    }
    return { body: { resultCode: '000000', instanceId } };
  };

  const carryOut = async (fields: JsonObject): Promise<Answer> => {
    const activity = text(fields, 'activity');
    if (!parts.activities.includes(activity)) return code('000002');
    if (activity === 'newInstance') return newInstance(fields);
    const instanceId = text(fields, 'instanceId');
    const instance = instances.get(instanceId);
    if (!parts.knows(instance, activity)) return code('000003');
    if (activity === 'releaseInstance' && instance) instance.isReleased = true;
    return activity === 'queryInstance'
      ? { body: { resultCode: '000000', info: [{ instanceId }] } }
      : code('000000');
  };

  const syncTenant = (fields: JsonObject): Answer => {
    if (fields.flag === 0) tenants.delete(text(fields, 'tenantId'));
    else tenants.add(text(fields, 'tenantId'));
    return code('000000');
  };

  const answer = async (request: OutboundRequest): Promise<Answer> => {
    const protocol = request.method === 'GET' ? 'V1.0' : 'V2.0';
    const fields: JsonObject =
      protocol === 'V1.0'
        ? Object.fromEntries(decodeQuery(readQuery(request.url)))
        : JSON.parse(new TextDecoder().decode(request.body));
    const call = { request, protocol, fields } as const;
    return (
      parts.authenticate(call, nonces) ??
      parts.inspect(call) ??
      (isKit(request) ? syncTenant(fields) : carryOut(fields))
    );
  };

  return {
    send: async (request) => toResult(request, await answer(request)),
    liveInstances: () => [...instances.values()].filter(({ isReleased }) => !isReleased).length,
    tenants: () => tenants.size,
  };
}

function toResult(request: OutboundRequest, answer: Answer): OutboundResult {
  if (answer === 'silence') return { ok: false, failure: makeFailure('RESPONSE_TIMEOUT') };
  const body = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
  return {
    ok: true,
    exchange: makeExchange({ url: request.url, body, status: answer.status ?? 200 }),
  };
}
