import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AdversarialTestId, findAdversarialTest } from '@/lib/adversarial/adversarial-suite';
import { describeTampering } from '@/lib/adversarial/describe-tampering';
import { runAdversarialTest } from '@/lib/connection-tests/engine/run-adversarial-test';
import { systemClock } from '@/lib/core/clock';
import type { Outbound, RawHeader } from '@/lib/http/exchange';
import { signingScript } from '@/lib/response-checks/reproduce/signing-script';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { verifyMessage } from '@/lib/signing/wire-message';
import { makeExchange } from '../response-checks/exchanges';
import { ACCESS_KEY, depsWith, KIT_ACCESS_KEY, makeItem } from './call-deps';

const run = promisify(execFile);
type Arrived = { url: string; headers: readonly RawHeader[]; body: Uint8Array };
let server: Server;
let origin = '';
let arrived: Arrived[] = [];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = toPairs(request.rawHeaders);
    arrived.push({ url: request.url ?? '', headers, body: new Uint8Array(Buffer.concat(chunks)) });
    response.end('{"resultCode":"000000"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const toPairs = (raw: readonly string[]): RawHeader[] =>
  raw.flatMap((name, at) => (at % 2 === 0 ? [[name, raw[at + 1] ?? ''] as const] : []));

/** Accepts whatever comes, so that a test makes all of its calls. */
const everything: Outbound = {
  send: async ({ method, url, headers = [], body = new Uint8Array() }) => ({
    ok: true,
    exchange: {
      ...makeExchange({ body: '{"resultCode":"000000","instanceId":"i-1"}' }),
      request: { method, url, headers, body },
    },
  }),
};

/** The call of a test with this label, made long ago, and again by its script. */
async function repeated(protocol: 'V2.0' | 'V1.0', id: AdversarialTestId, label: string) {
  const test = findAdversarialTest(id);
  if (!test) throw new Error(id);
  const plain = depsWith(everything, { protocol });
  const deps = { ...plain, target: { ...plain.target, productionUrl: `${origin}/koogallery` } };
  const result = await runAdversarialTest(test, makeItem(id), deps);
  const call = result?.messages.find(({ caseName }) => caseName === label);
  if (!call) throw new Error(`no call ${label}`);
  const { method, url, requestHead: headers, requestBody: body } = call.attempt;
  const script = signingScript({ method, url, headers, body }, describeTampering(`adversarial/${id}`, label));
  expect(script).not.toContain(ACCESS_KEY);
  expect(script).not.toContain(KIT_ACCESS_KEY);
  arrived = [];
  const key = test.kind === 'kit' ? KIT_ACCESS_KEY : ACCESS_KEY;
  await run('sh', ['-c', script ?? 'false'], { env: { ...process.env, ACCESS_KEY: key } });
  return arrived;
}

const judge = (protocol: 'V2.0' | 'V1.0', { url, body }: Arrived) =>
  verifyMessage(
    protocol === 'V2.0' ? 'v2-request' : 'v1-auth-token',
    { url, headers: [], body },
    { accessKey: ACCESS_KEY, clock: systemClock, nonces: null },
    nodePrimitives,
  );

it.each([
  ['wrong-signature', 'altered-signature', 'SIGNATURE_MISMATCH'],
  ['wrong-signature', 'other-key', 'SIGNATURE_MISMATCH'],
  ['altered-byte', 'altered-byte', 'SIGNATURE_MISMATCH'],
  ['stale-timestamp', 'three-minutes', 'TIMESTAMP_STALE'],
  ['stale-timestamp', 'one-day', 'TIMESTAMP_STALE'],
  ['future-timestamp', 'three-minutes', 'TIMESTAMP_FUTURE'],
  ['future-timestamp', 'one-day', 'TIMESTAMP_FUTURE'],
  ['missing-parameters', 'without-signature', 'PARAMETER_MISSING'],
  ['missing-parameters', 'empty-signature', 'PARAMETER_MISSING'],
  ['missing-parameters', 'without-timestamp', 'PARAMETER_MISSING'],
] as const)('%s, %s: the script repeats what is wrong, now', async (id, label, code) => {
  for (const protocol of ['V2.0', 'V1.0'] as const) {
    const [only, ...others] = await repeated(protocol, id, label);
    expect(others).toEqual([]);
    expect(only && judge(protocol, only), protocol).toMatchObject({ ok: false, failure: { code } });
  }
});

const judgeKit = ({ headers, body, url }: Arrived) =>
  verifyMessage(
    'v2-kit',
    { url, headers, body },
    { accessKey: KIT_ACCESS_KEY, clock: systemClock, nonces: null },
    nodePrimitives,
  );

it.each([
  ['kit-wrong-signature', 'altered-signature', 'SIGNATURE_MISMATCH'],
  ['kit-wrong-signature', 'other-key', 'SIGNATURE_MISMATCH'],
  ['kit-altered-byte', 'altered-byte', 'SIGNATURE_MISMATCH'],
  ['kit-stale-timestamp', 'one-day', 'TIMESTAMP_STALE'],
  ['kit-future-timestamp', 'three-minutes', 'TIMESTAMP_FUTURE'],
  ['kit-missing-parameters', 'without-signature', 'PARAMETER_MISSING'],
  ['kit-missing-parameters', 'empty-signature', 'PARAMETER_MISSING'],
  ['kit-missing-parameters', 'without-timestamp', 'PARAMETER_MISSING'],
  ['kit-missing-parameters', 'without-nonce', 'PARAMETER_MISSING'],
] as const)('%s, %s: the script repeats what is wrong, now', async (id, label, code) => {
  const [only, ...others] = await repeated('V2.0', id, label);
  expect(others).toEqual([]);
  expect(only && judgeKit(only)).toMatchObject({ ok: false, failure: { code } });
});

it('signs rightly in joint operations what was signed rightly, to the byte', async () => {
  for (const [id, label] of [
    ['kit-characters', 'together'],
    ['kit-number-values', 'together'],
    ['kit-seconds-timestamp', 'seconds'],
  ] as const) {
    const [only] = await repeated('V2.0', id, label);
    expect(only && judgeKit(only), id).toMatchObject({ ok: true });
  }
});

it('leaves out a nonce', async () => {
  const [only] = await repeated('V2.0', 'missing-parameters', 'without-nonce');
  expect(only && judge('V2.0', only)).toMatchObject({ ok: false, failure: { code: 'PARAMETER_MISSING' } });
});

it('sends a recorded call twice, byte for byte, and right but for that', async () => {
  const [first, second, ...others] = await repeated('V2.0', 'replayed-nonce', 'replay');
  expect(first && judge('V2.0', first).ok).toBe(true);
  expect(second).toEqual(first);
  expect(others).toEqual([]);
});

it.each(['V2.0', 'V1.0'] as const)('signs rightly with a time in seconds in %s', async (protocol) => {
  const [only] = await repeated(protocol, 'seconds-timestamp', 'seconds');
  expect(only && judge(protocol, only)).toMatchObject({ ok: true, unit: 'seconds' });
});

it('signs rightly what was signed rightly', async () => {
  const [only] = await repeated('V2.0', 'extra-fields', 'extra-fields');
  expect(only && judge('V2.0', only).ok).toBe(true);
  expect(describeTampering('adversarial/no-longer-there', 'x')).toEqual({});
});
