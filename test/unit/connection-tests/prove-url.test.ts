import { createServer as createHttpServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
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
  return { proof, states, findCheck: (code: string) => proof.checks.find((check) => check.code === code) };
}

describe('proving a URL by connecting to it', () => {
  it('proves everything but what the operator had to waive', async () => {
    const port = await secureServer(good);
    const { proof, states, findCheck } = await prove(port);
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
    expect(findCheck('TCP')?.seen).toBe(`127.0.0.1:${port}`);
    expect(findCheck('PUBLIC_CHAIN')).toMatchObject({
      isWaived: true,
      seen: `CN=${HOST} → CN=Test Root Intermediate → CN=Test Root`,
    });
  });

  it('names the fault, and runs nothing after it', async () => {
    const leafAlone = await prove(await secureServer({ ...good, chain: good.cert }));
    expect(leafAlone.findCheck('PUBLIC_CHAIN')).toMatchObject({
      state: 'fail',
      explanation: { code: 'CHAIN_INCOMPLETE' },
    });
    const plain = await prove(await listening(createHttpServer()));
    expect(plain.findCheck('TLS_1_2_OR_LATER')).toMatchObject({
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
    const { findCheck, states } = await prove(port, { resolve: async () => ['127.0.0.4'] });
    expect(findCheck('TCP')).toMatchObject({ state: 'fail', explanation: { code: 'CONNECTION_REFUSED' } });
    expect(states).toMatchObject({ TLS_1_2_OR_LATER: 'not-run', PUBLIC_CHAIN: 'not-run' });
  });

  it('connects to nothing inside that the operator did not list', async () => {
    let connections = 0;
    const port = await listening(createHttpServer().on('connection', () => (connections += 1)));
    const { findCheck, states } = await prove(port, { policy: { extraPorts: [port], allowPrivate: [] } });
    expect(findCheck('DOMAIN_NAME')).toMatchObject({
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
    const { findCheck } = await prove(443, { resolve }, `https://${HOST}/`);
    expect(findCheck('DOMAIN_NAME')).toMatchObject({ explanation: { code: 'DNS_NOT_FOUND' } });
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
    const { states, findCheck } = await prove(port, {}, `http://${HOST}:${port}/produce`);
    expect(states).toMatchObject({ HTTPS_ONLY: 'warn', TCP: 'pass', TLS_1_2_OR_LATER: 'not-run' });
    expect(findCheck('HTTPS_ONLY')).toMatchObject({ isWaived: true });
    expect(methods).toEqual(['HEAD']);
  });

  it.each([
    ['answers HEAD with a body', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}{}', ['HEAD', 'POST']],
    ['does not know HEAD', 'HTTP/1.1 501 Not Implemented\r\nContent-Length: 0\r\n\r\n', ['HEAD', 'POST']],
    ['cuts HEAD', '', ['HEAD', 'POST']],
    ['answers HEAD with nonsense', 'no http\r\n\r\n', ['HEAD', 'POST']],
  ])('takes a server for reachable that %s', async (_name, answer, methods) => {
    const seen: string[] = [];
    const server = createTcpServer((socket) => {
      socket.once('data', (chunk: Buffer) => {
        const [method = ''] = chunk.toString('latin1').split(' ');
        seen.push(method);
        socket.end(method === 'HEAD' ? answer : 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}');
      });
    });
    const port = await listening(server);
    const { states } = await prove(port, {}, `http://${HOST}:${port}/produce`);
    expect(states.TCP).toBe('pass');
    expect(seen).toEqual(methods);
  });

  it('asks again where HEAD hangs', async () => {
    const server = createHttpServer((request, response) => {
      if (request.method !== 'HEAD') response.end('{}');
    });
    const port = await listening(server);
    const { states } = await prove(port, { connectionMs: 300 }, `http://${HOST}:${port}/produce`);
    expect(states.TCP).toBe('pass');
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'names the demand for a client certificate in %s',
    async (version) => {
      const mutual = {
        requestCert: true,
        rejectUnauthorized: true,
        minVersion: version,
        maxVersion: version,
      };
      const { findCheck } = await prove(await secureServer(good, undefined, mutual));
      expect(findCheck('TLS_1_2_OR_LATER')).toMatchObject({
        state: 'fail',
        explanation: { code: 'CLIENT_CERTIFICATE_DEMANDED' },
      });
    },
  );

  it('names the demand of a server that tells it in HTTP, and calls no interface', async () => {
    const paths: string[] = [];
    const server = createTlsServer({ key: good.key, cert: good.chain }, (socket) => {
      socket
        .on('error', () => undefined)
        .once('data', (chunk: Buffer) => {
          paths.push(chunk.toString('latin1').split('\r\n')[0] ?? '');
          const page = '<html><head><title>400 No required SSL certificate was sent</title></head></html>';
          socket.end(`HTTP/1.1 400 Bad Request\r\nContent-Length: ${page.length}\r\n\r\n${page}`);
        });
    });
    const { findCheck } = await prove(await listening(server));
    expect(findCheck('TLS_1_2_OR_LATER')).toMatchObject({ explanation: { values: { kind: 'answer' } } });
    expect(paths).toEqual(['GET /robots.txt HTTP/1.1']);
  });

  it('ends when it is told to', async () => {
    const port = await secureServer(good);
    const { states } = await prove(port, { signal: AbortSignal.abort() });
    expect(states).toMatchObject({ TCP: 'not-run', PUBLIC_CHAIN: 'not-run' });
  });
});
