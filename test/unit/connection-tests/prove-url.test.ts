import { createServer as createHttpServer } from 'node:http';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ProveDeps, proveUrl } from '@/lib/connection-tests/prove-url/prove-url';
import { DAY_MS, fixedClock, systemClock } from '@/lib/core/clock';
import { newAuthority } from '../http/certificates';
import { HOST, listening, onLoopback, policyFor, secureServer } from './loopback';

let authority: Awaited<ReturnType<typeof newAuthority>>;
let good: Awaited<ReturnType<typeof authority.leafFor>>;
beforeAll(async () => {
  authority = await newAuthority();
  good = await authority.leafFor(HOST);
});

async function prove(
  port: number,
  changes: Partial<ProveDeps> = {},
  url = `https://${HOST}:${port}/produce`,
) {
  const policy = policyFor(port, authority.root);
  const proof = await proveUrl(url, { policy, clock: systemClock, resolve: onLoopback, ...changes });
  const states = Object.fromEntries(proof.checks.map(({ code, state }) => [code, state]));
  return { proof, states, checkOf: (code: string) => proof.checks.find((check) => check.code === code) };
}

describe('proving a URL by connecting to it', () => {
  it('proves everything but what the operator had to waive', async () => {
    const port = await secureServer(good);
    const { proof, states, checkOf } = await prove(port);
    expect(states).toEqual({
      HTTPS_ONLY: 'pass',
      DOMAIN_NAME: 'warn',
      PORT_443: 'warn',
      TCP: 'pass',
      TLS_1_2_OR_LATER: 'pass',
      PUBLIC_CHAIN: 'warn',
      NAME_MATCHES: 'pass',
      NOT_EXPIRED: 'pass',
    });
    expect(proof.url).toBe(`https://${HOST}:${port}/produce`);
    expect(checkOf('TCP')?.seen).toBe(`127.0.0.1:${port}`);
    expect(checkOf('PUBLIC_CHAIN')).toMatchObject({
      isWaived: true,
      seen: `CN=${HOST} → CN=Test Root Intermediate → CN=Test Root`,
    });
  });

  it('names the fault, and runs nothing after it', async () => {
    const leafAlone = await prove(await secureServer({ ...good, chain: good.cert }));
    expect(leafAlone.checkOf('PUBLIC_CHAIN')).toMatchObject({
      state: 'fail',
      explanation: { code: 'CHAIN_INCOMPLETE' },
    });
    const plain = await prove(await listening(createHttpServer()));
    expect(plain.checkOf('TLS_1_2_OR_LATER')).toMatchObject({
      state: 'fail',
      explanation: { code: 'PLAIN_HTTP_ON_TLS_PORT' },
    });
    expect(plain.states).toMatchObject({ PUBLIC_CHAIN: 'not-run', NAME_MATCHES: 'not-run' });
  });

  it('takes the time from the clock given', async () => {
    const port = await secureServer(good);
    const soon = fixedClock(new Date(systemClock.now().getTime() + 340 * DAY_MS));
    const { proof, states } = await prove(port, { clock: soon });
    expect(states.NOT_EXPIRED).toBe('warn');
    expect(proof.checkedAt).toEqual(soon.now());
  });

  it('says of a port where nobody listens that it is closed', async () => {
    // The port is held on one loopback address, and asked on another.
    const port = await listening(createHttpServer());
    const { checkOf, states } = await prove(port, { resolve: async () => ['127.0.0.4'] });
    expect(checkOf('TCP')).toMatchObject({ state: 'fail', explanation: { code: 'CONNECTION_REFUSED' } });
    expect(states).toMatchObject({ TLS_1_2_OR_LATER: 'not-run', PUBLIC_CHAIN: 'not-run' });
  });

  it('connects to nothing inside that the operator did not list', async () => {
    let connections = 0;
    const port = await listening(createHttpServer().on('connection', () => (connections += 1)));
    const { checkOf, states } = await prove(port, { policy: { extraPorts: [port], allowPrivate: [] } });
    expect(checkOf('DOMAIN_NAME')).toMatchObject({
      state: 'fail',
      explanation: { code: 'ADDRESS_NOT_PUBLIC', values: { addresses: '127.0.0.1' } },
    });
    expect(states).toMatchObject({ TCP: 'not-run', TLS_1_2_OR_LATER: 'not-run' });
    expect(connections).toBe(0);
  });

  it('asks nothing after the look-up of a name that is not there, or of a text that is no URL', async () => {
    const resolve = async () => {
      throw Object.assign(new Error('no'), { code: 'ENOTFOUND' });
    };
    const { checkOf } = await prove(443, { resolve }, `https://${HOST}/`);
    expect(checkOf('DOMAIN_NAME')).toMatchObject({ explanation: { code: 'DNS_NOT_FOUND' } });
    const { states } = await prove(443, {}, 'nonsense');
    expect(states).toMatchObject({ HTTPS_ONLY: 'fail', TCP: 'not-run' });
  });

  it('proves of an http URL that the operator allows what there is to prove', async () => {
    const methods: (string | undefined)[] = [];
    const server = createHttpServer((request, response) => {
      methods.push(request.method);
      response.end();
    });
    const port = await listening(server);
    const { states, checkOf } = await prove(port, {}, `http://${HOST}:${port}/produce`);
    expect(states).toMatchObject({ HTTPS_ONLY: 'warn', TCP: 'pass', TLS_1_2_OR_LATER: 'not-run' });
    expect(checkOf('HTTPS_ONLY')).toMatchObject({ isWaived: true });
    expect(methods).toEqual(['HEAD']);
  });

  it('ends when it is told to', async () => {
    const port = await secureServer(good);
    const { states } = await prove(port, { signal: AbortSignal.abort() });
    expect(states).toMatchObject({ TCP: 'not-run', PUBLIC_CHAIN: 'not-run' });
  });
});
