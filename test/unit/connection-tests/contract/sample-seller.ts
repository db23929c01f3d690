import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Clock } from '@/lib/core/clock';
import {
  bodySign,
  decryptField,
  encryptField,
  refusalOf,
  refusalOfV1,
} from '../../../../public/samples/koogallery.mjs';
import { newAuthority } from '../../http/certificates';

type Fields = Readonly<Record<string, unknown>>;
type Parameters = Readonly<Record<string, string>>;
type Instance = { instanceId: string; email: string; isReleased: boolean };

const order = ['orderId', 'orderLineId'];
/** What an honest seller insists on (protocol page §2.1, §2.3). */
const MANDATORY: Record<'V2' | 'V1', Record<string, readonly string[]>> = {
  V2: {
    newInstance: [...order, 'businessId'],
    queryInstance: ['instanceId'],
    refreshInstance: ['scene', ...order, 'instanceId', 'expireTime'],
    updateInstanceStatus: ['instanceId', 'status'],
    releaseInstance: ['instanceId'],
    upgradeInstance: ['instanceId', ...order],
    changeInstanceCheck: ['instanceId', 'productInfo'],
  },
  V1: {
    newInstance: ['customerId', 'customerName', 'businessId', 'orderId', 'productId'],
    queryInstance: ['instanceId'],
    refreshInstance: ['orderId', 'instanceId', 'expireTime'],
    expireInstance: ['instanceId', 'orderId'],
    releaseInstance: ['instanceId', 'orderId'],
    upgrade: ['instanceId', 'orderId', 'skuCode', 'productId'],
    instanceStatus: ['instanceId', 'instanceStatus'],
  },
};
const APP = { frontEndUrl: 'https://localhost/app' };
const text = (fields: Fields, name: string) => String(fields[name] ?? '');

/** What somebody writes around the sample: everything about signatures and ciphertexts is the sample's. */
function createSeller(accessKey: string, clock: Clock) {
  const nonces = new Map<string, number>();
  const instances = new Map<string, Instance>();
  const byOrder = new Map<string, Instance>();

  function provision(fields: Fields, email: string): Instance {
    const key = JSON.stringify([text(fields, 'orderId'), text(fields, 'orderLineId')]);
    const instance = byOrder.get(key) ?? { instanceId: randomUUID(), email, isReleased: false };
    byOrder.set(key, instance);
    instances.set(instance.instanceId, instance);
    return instance;
  }

  function answer(protocol: 'V2' | 'V1', fields: Fields): object {
    const activity = text(fields, 'activity');
    const mandatory = Object.hasOwn(MANDATORY[protocol], activity) ? MANDATORY[protocol][activity] : null;
    if (!mandatory || mandatory.some((name) => text(fields, name) === '')) return { resultCode: '000002' };
    const encrypted = (value: string) => encryptField(value, accessKey, '1');
    const makeApp = ({ email }: Instance) =>
      protocol === 'V2' ? APP : { ...APP, userName: encrypted(email), password: encrypted('first-password') };
    const typed = { resultCode: '000000', ...(protocol === 'V1' ? { encryptType: '1' } : {}) };
    if (activity === 'newInstance') {
      const email = text(fields, 'email') === '' ? '' : decryptField(text(fields, 'email'), accessKey, '1');
      const instance = provision(fields, email);
      return { ...typed, instanceId: instance.instanceId, appInfo: makeApp(instance) };
    }
    const named = text(fields, 'instanceId')
      .split(',')
      .map((id) => instances.get(id));
    const isRelease = activity === 'releaseInstance';
    const known = named.filter((one) => one !== undefined && (isRelease || !one.isReleased)) as Instance[];
    if (known.length < named.length) return { resultCode: '000003' };
    if (isRelease) for (const instance of known) instance.isReleased = true;
    if (activity !== 'queryInstance') return { resultCode: '000000' };
    const info = known.map((one) => ({ instanceId: one.instanceId, appInfo: makeApp(one) }));
    return { ...typed, info };
  }

  return (method: string, query: Parameters, rawBody: Buffer): string => {
    const nowMs = clock.now().getTime();
    const refusal =
      method === 'POST'
        ? refusalOf(rawBody, query, accessKey, nonces, nowMs)
        : refusalOfV1(query, accessKey, nowMs);
    const answered = refusal
      ? { resultCode: '000001' }
      : answer(method === 'POST' ? 'V2' : 'V1', method === 'POST' ? JSON.parse(rawBody.toString()) : query);
    return JSON.stringify({ resultMsg: 'answered', ...answered });
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A seller made of the Node.js sample, on loopback; `localhost` is the name in its certificate. */
export async function startSampleSeller(accessKey: string, clock: Clock) {
  const authority = await newAuthority();
  const { key, chain: cert } = await authority.leafFor('localhost');
  const judge = createSeller(accessKey, clock);
  const server = createServer({ key, cert }, async (request, response) => {
    const rawBody = await readBody(request);
    const { searchParams } = new URL(request.url ?? '/', 'https://localhost');
    const body = Buffer.from(judge(request.method ?? '', Object.fromEntries(searchParams), rawBody));
    response.setHeader('Content-Type', 'application/json;charset=UTF-8');
    response.setHeader('Body-Sign', bodySign(body, accessKey));
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    caPem: authority.root,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
