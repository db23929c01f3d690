import { fixedClock } from '@/lib/core/clock';
import type { FaultProtocol } from '@/lib/fakes/faults/fault-entry';
import type { FakeSeller } from '@/lib/fakes/start-fake-seller';
import type { JsonObject } from '@/lib/signing/canonical';
import { type CallOptions, FIRST_CALLS, readCode, sendCall } from './call-seller';

const PROBES = [
  'usual',
  'wrongKey',
  'altered',
  'stale',
  'future',
  'replayed',
  'missingParameter',
  'unknownActivity',
  'unknownInstance',
  'queryUnknown',
  'afterRelease',
  'secondRelease',
  'extraField',
  'fullField',
  'nonAscii',
  'foreignContentType',
  'inSeconds',
  'sameOrder',
  'inParallel',
] as const;

/** A result code, an HTTP status, or how many instances there were; null for a probe that the protocol has not. */
export type Outcomes = Record<(typeof PROBES)[number], string | null>;

type Fixed = ReturnType<typeof fixedClock>;

const PARALLEL_CALLS = 6;
const OUTSIDE_WINDOW_MS = 61_000;

/** Field names of the three first calls that the probes change. */
const NAMES = {
  V2: { plain: 'businessId', full: 'orderId' },
  V1: { plain: 'customerName', full: 'orderId' },
  kit: { plain: 'name', full: 'tenantCode' },
} as const;
const STATUS_CALLS = {
  V2: { activity: 'updateInstanceStatus', status: 'FREEZE' },
  V1: { activity: 'instanceStatus', instanceStatus: 'FREEZE' },
} as const;

/** Asks a seller everything that honest and other callers ask, and gathers the answers. */
export async function probeInterface(
  seller: FakeSeller,
  protocol: FaultProtocol,
  clock: Fixed,
): Promise<Outcomes> {
  const first: JsonObject = FIRST_CALLS[protocol];
  const { plain, full } = NAMES[protocol];
  const send = async (fields: JsonObject, options: CallOptions = {}) =>
    readCode(await sendCall(seller, protocol, fields, { clock, ...options }));
  const shifted = (ms: number) => ({ clock: fixedClock(new Date(clock.now().getTime() + ms)) });
  const once = { nonce: 'n'.repeat(32) };
  await send(first, once);
  return {
    usual: await send(first),
    wrongKey: await send(first, { accessKey: 'another-key' }),
    altered: await send(
      { ...first, [plain]: 'Ordered' },
      { alter: (text) => text.replace('Ordered', 'Orderer') },
    ),
    stale: await send(first, shifted(-OUTSIDE_WINDOW_MS)),
    future: await send(first, shifted(OUTSIDE_WINDOW_MS)),
    replayed: await send(first, once),
    missingParameter: await send(without(first, plain)),
    extraField: await send({ ...first, invented: 'x' }),
    fullField: await send({ ...first, [full]: 'x'.repeat(64) }),
    nonAscii: await send({ ...first, [plain]: '张三 é' }),
    foreignContentType: protocol === 'V1' ? null : await send(first, { contentType: 'text/plain' }),
    inSeconds: await send(first, { isInSeconds: true }),
    ...(protocol === 'kit' ? NO_INSTANCES : await probeInstances(seller, protocol, send, clock)),
  };
}

const without = (fields: JsonObject, name: string): JsonObject =>
  Object.fromEntries(Object.entries(fields).filter(([field]) => field !== name));

const NO_INSTANCES = {
  unknownActivity: null,
  unknownInstance: null,
  queryUnknown: null,
  afterRelease: null,
  secondRelease: null,
  sameOrder: null,
  inParallel: null,
};

async function probeInstances(
  seller: FakeSeller,
  protocol: 'V2' | 'V1',
  send: (fields: JsonObject) => Promise<string>,
  clock: Fixed,
) {
  const first: JsonObject = FIRST_CALLS[protocol];
  const order = async (orderId: string): Promise<string> => {
    const answer = await sendCall(seller, protocol, { ...first, orderId }, { clock });
    return JSON.parse(answer.text).instanceId;
  };
  const counted = (ids: readonly string[]) =>
    new Set(ids).size === 1 ? 'one instance' : 'several instances';
  const freeze = (instanceId: string) => send({ ...STATUS_CALLS[protocol], instanceId });
  const instanceId = await order('released');
  const release = { activity: 'releaseInstance', instanceId, orderId: 'released' };
  await send(release);
  const secondRelease = await send(release);
  return {
    unknownActivity: await send({ ...first, activity: 'dropEverything' }),
    unknownInstance: await freeze('never-made'),
    queryUnknown: await send({ activity: 'queryInstance', instanceId: 'never-made' }),
    secondRelease,
    afterRelease: await freeze(instanceId),
    sameOrder: counted([await order('again'), await order('again')]),
    inParallel: counted(await Promise.all(Array.from({ length: PARALLEL_CALLS }, () => order('at once')))),
  };
}
