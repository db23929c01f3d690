import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixedClock, systemClock } from '@/lib/core/clock';
import type { CapturedRequest, RawHeader } from '@/lib/http/exchange';
import type { CallTarget } from '@/lib/koogallery/call-target';
import { findInterface } from '@/lib/koogallery/interface-catalog';
import { sampleRequest } from '@/lib/koogallery/sample-request';
import { signCall } from '@/lib/koogallery/sign-call';
import { signingScript } from '@/lib/response-checks/reproduce/signing-script';
import { decodeQuery, type JsonObject, parameterValue, readQuery } from '@/lib/signing/canonical';
import { nodePrimitives, nodeRandom } from '@/lib/signing/node-primitives';
import { signV2Request } from '@/lib/signing/profiles/v2-request';
import { verifyMessage } from '@/lib/signing/wire-message';

const run = promisify(execFile);
const KEY = `k'ey "$HOME" \`id\` \\ ü=`;
const LONG_AGO = fixedClock('2026-03-01T08:00:00.123Z');
const kitPublicKey = generateKeyPairSync('rsa', { modulusLength: 3_072 })
  .publicKey.export({ type: 'spki', format: 'pem' })
  .toString();

let server: Server;
let origin = '';
let received: CapturedRequest | null = null;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    received = await captured(request);
    response.setHeader('Content-Type', 'application/json').end('{"resultCode":"000000"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

async function captured(request: IncomingMessage): Promise<CapturedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { rawHeaders } = request;
  const headers = rawHeaders.flatMap((name, i): RawHeader[] =>
    i % 2 ? [] : [[name, rawHeaders[i + 1] ?? '']],
  );
  const url = request.url ?? '';
  return { method: request.method ?? '', url, headers, body: new Uint8Array(Buffer.concat(chunks)) };
}

/** Runs the script of a request as a seller would, and returns what its server gets. */
async function sent(request: CapturedRequest, accessKey = KEY): Promise<CapturedRequest> {
  received = null;
  const script = signingScript(request);
  expect(script).not.toContain(KEY);
  const { stdout } = await run('sh', ['-c', script ?? ''], {
    env: { ...process.env, ACCESS_KEY: accessKey },
  });
  expect(stdout).toContain('{"resultCode":"000000"}');
  if (!received) throw new Error('Nothing arrived.');
  return received;
}

function sample(protocol: 'V2.0' | 'V1.0', activity: string, change: JsonObject = {}) {
  const spec = findInterface(protocol, activity);
  if (!spec) throw new Error(activity);
  const target: CallTarget = {
    productionUrl: `${origin}/koogallery?tenant=a%20b&x='$(id)`,
    accessKey: KEY,
    kitAccessKey: KEY,
    previousKeys: [],
    encryptionAlgorithm: 'AES256',
    kitPublicKey,
  };
  const context = {
    now: LONG_AGO.now(),
    newId: () => 'id-1',
    orderId: 'CS1',
    orderLineId: 'CS1-1',
    instanceId: 'i-1',
  };
  const request = { ...sampleRequest(spec, context), ...change };
  return signCall(spec, request, target, { clock: LONG_AGO, random: nodeRandom });
}

const policy = { accessKey: KEY, clock: systemClock, nonces: null };
const AWKWARD = `it's "$HOME" \`id\` \\n %s %25 + & = ü 中文\n\ttab`;

describe('the script that signs now', () => {
  it.each([
    ['V2.0', 'newInstance', { businessId: AWKWARD }],
    ['V2.0', 'queryInstance', {}],
    ['V2.0', 'tenantSync', { name: AWKWARD }],
    ['V2.0', 'applicationSync', {}],
    ['V1.0', 'newInstance', { customerName: AWKWARD }],
    ['V1.0', 'releaseInstance', {}],
  ] as const)(
    'repeats %s %s so that the verifier accepts it within its window',
    async (protocol, activity, change) => {
      const call = sample(protocol, activity, change);
      const stale = verifyMessage(call.profile, call, policy, nodePrimitives);
      expect(stale).toMatchObject({ ok: false, failure: { code: 'TIMESTAMP_STALE' } });
      const arrived = await sent(call);
      expect(arrived.method).toBe(call.method);
      expect(arrived.body).toEqual(call.body);
      expect(verifyMessage(call.profile, arrived, policy, nodePrimitives)).toMatchObject({
        ok: true,
        unit: 'milliseconds',
      });
      const names = (url: string) => decodeQuery(readQuery(url)).map(([name]) => name);
      expect(names(arrived.url)).toEqual(names(call.url));
      for (const name of ['Content-Type', 'Accept'])
        expect(arrived.headers.find(([known]) => known === name)).toEqual(
          call.headers.find(([known]) => known === name),
        );
    },
  );

  it('takes a new nonce each time, and the key of whoever runs it', async () => {
    const call = sample('V2.0', 'releaseInstance');
    const [first, second] = [await sent(call), await sent(call, 'other key')];
    const readNonce = ({ url }: CapturedRequest) => parameterValue(decodeQuery(readQuery(url)), 'nonce');
    expect(readNonce(first)).not.toBe(readNonce(second));
    const other = { ...policy, accessKey: 'other key' };
    expect(verifyMessage('v2-request', second, other, nodePrimitives).ok).toBe(true);
    expect(verifyMessage('v2-request', second, policy, nodePrimitives).ok).toBe(false);
  });

  it('sends bytes that no text can hold', async () => {
    const body = Uint8Array.from({ length: 300 }, (_, i) => i % 256);
    const sources = { clock: LONG_AGO, random: nodeRandom };
    const call = signV2Request({ url: `${origin}/p`, accessKey: KEY, body }, sources, nodePrimitives);
    const arrived = await sent(call);
    expect(arrived.body).toEqual(body);
    expect(verifyMessage('v2-request', arrived, policy, nodePrimitives).ok).toBe(true);
  });

  it('says what it needs where there is no key, and sends nothing', async () => {
    received = null;
    const script = signingScript(sample('V1.0', 'upgrade')) ?? '';
    const failure = run('sh', ['-c', script], { env: { ...process.env, ACCESS_KEY: '' } });
    await expect(failure).rejects.toMatchObject({ stderr: expect.stringContaining('ACCESS_KEY') });
    expect(received).toBeNull();
  });

  it('is none for a request without a signature', () => {
    expect(
      signingScript({ method: 'GET', url: `${origin}/`, headers: [], body: new Uint8Array() }),
    ).toBeNull();
  });
});
