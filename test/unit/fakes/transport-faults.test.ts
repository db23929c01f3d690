import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import http2 from 'node:http2';
import https from 'node:https';
import type { Socket } from 'node:net';
import tls from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FAULT_NAMES, type FaultName } from '@/lib/fakes/faults';
import { TRANSPORT_FAULTS } from '@/lib/fakes/faults/transport-faults';
import { type FakeSeller, startFakeSeller } from '@/lib/fakes/start-fake-seller';
import { ask } from './ask-seller';
import { ACCESS_KEY, NEW_INSTANCE, readCode, sendCall } from './call-seller';

let seller: FakeSeller;
beforeEach(async () => {
  seller = await startFakeSeller({ accessKey: ACCESS_KEY });
});
afterEach(() => seller.close());

/** One handshake with a client that trusts the authority; what it met, or why it gave up. */
async function shakeHands(options: tls.ConnectionOptions = {}) {
  const { port } = seller.sites.safe;
  const socket = tls.connect({
    host: 'localhost',
    servername: 'localhost',
    port,
    ca: seller.caPem,
    ...options,
  });
  try {
    await once(socket, 'secureConnect');
    const peer = new X509Certificate(socket.getPeerCertificate(true).raw);
    return {
      protocol: socket.getProtocol(),
      alpn: socket.alpnProtocol,
      error: socket.authorizationError ?? null,
      chainLength: readChain(socket).length,
      names: peer.subjectAltName,
      isOver: new Date(peer.validTo) < new Date(),
    };
  } finally {
    socket.destroy();
  }
}

/** The certificates that the server sent, the trusted authority left out. */
function readChain(socket: tls.TLSSocket): string[] {
  const chain: string[] = [];
  let at = socket.getPeerCertificate(true);
  while (at.subject.CN !== 'Preflight demo authority' && !chain.includes(at.fingerprint256)) {
    chain.push(at.fingerprint256);
    at = at.issuerCertificate ?? at;
  }
  return chain;
}

const HONEST = {
  protocol: 'TLSv1.3',
  alpn: 'http/1.1',
  error: null,
  chainLength: 2,
  names: 'DNS:localhost, IP Address:127.0.0.1',
  isOver: false,
};
const ASKS_HTTP1 = { ALPNProtocols: ['http/1.1'], rejectUnauthorized: false };

describe('a certificate fault', () => {
  it.each([
    [
      'chain-incomplete',
      { error: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', chainLength: 1 },
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    ],
    [
      'certificate-name-mismatch',
      { error: expect.stringContaining('ALTNAME_INVALID'), names: 'DNS:other-seller.invalid' },
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ],
    ['certificate-expired', { error: 'CERT_HAS_EXPIRED', isOver: true }, 'CERT_HAS_EXPIRED'],
  ] as const)('%s shows in the handshake, nothing else does', async (fault, change, code) => {
    expect(await shakeHands(ASKS_HTTP1)).toEqual(HONEST);
    seller.state.setFault(fault, true);
    const seen = await shakeHands(ASKS_HTTP1);
    expect({ ...seen, error: String(seen.error ?? '') || null }).toEqual({ ...HONEST, ...change });
    await expect(sendCall(seller, 'V2', NEW_INSTANCE)).rejects.toMatchObject({ code });
    seller.state.setFault(fault, false);
    expect(await shakeHands(ASKS_HTTP1)).toEqual(HONEST);
    expect(readCode(await sendCall(seller, 'V2', NEW_INSTANCE))).toBe('000000');
  });

  it('goes together with the others', async () => {
    for (const fault of ['certificate-expired', 'certificate-name-mismatch', 'chain-incomplete'] as const)
      seller.state.setFault(fault, true);
    expect(await shakeHands(ASKS_HTTP1)).toMatchObject({
      chainLength: 1,
      names: 'DNS:other-seller.invalid',
      isOver: true,
    });
  });
});

describe('tls-1.1-only', () => {
  const OLD = { minVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' } as const;

  it('ends newer handshakes and answers older ones', async () => {
    await expect(shakeHands({ ...OLD, maxVersion: 'TLSv1.1' })).rejects.toThrow(/protocol version/);
    seller.state.setFault('tls-1.1-only', true);
    await expect(shakeHands()).rejects.toThrow(/protocol version/);
    await expect(shakeHands({ minVersion: 'TLSv1.3' })).rejects.toThrow(/protocol version/);
    expect(await shakeHands({ ...OLD, ALPNProtocols: ['http/1.1'] })).toEqual({
      ...HONEST,
      protocol: 'TLSv1.1',
    });
  });
});

describe('http2-only', () => {
  beforeEach(() => seller.state.setFault('http2-only', true));

  it('answers over HTTP/2', async () => {
    const session = http2.connect(seller.sites.safe.origin, { ca: seller.caPem });
    const stream = session.request({ ':path': '/api/status' });
    const [headers] = await once(stream, 'response');
    expect(headers).toMatchObject({ ':status': 200, 'x-content-type-options': 'nosniff' });
    await once(stream.resume(), 'close');
    const closed = once(session, 'close');
    session.close();
    await closed;
  });

  it('refuses a client in the handshake that asks for HTTP/1.1', async () => {
    await expect(shakeHands(ASKS_HTTP1)).rejects.toThrow(/no application protocol|disconnected|closed/);
  });

  it('sends frames to a client that asks for nothing', async () => {
    const { port } = seller.sites.safe;
    const socket = tls.connect({ host: 'localhost', port, ca: seller.caPem });
    await once(socket, 'secureConnect');
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    const [bytes] = (await once(socket, 'data')) as [Buffer];
    const SETTINGS = 4;
    expect([bytes[3], bytes.toString('latin1').includes('HTTP/1')]).toEqual([SETTINGS, false]);
    socket.destroy();
    await expect(ask(seller, seller.sites.safe.origin)).rejects.toMatchObject({
      code: 'HPE_INVALID_CONSTANT',
    });
  });

  it('serves HTTP/1.1 again when it is off', async () => {
    seller.state.setFault('http2-only', false);
    expect((await ask(seller, seller.sites.safe.origin)).status).toBe(200);
  });
});

describe('a kept connection', () => {
  /** The socket over which a page came, read to its end. */
  const keep = (agent: https.Agent) =>
    new Promise<Socket>((resolve, reject) => {
      const request = https.get(seller.sites.safe.origin, { agent, ca: seller.caPem }, (response) => {
        const { socket } = response;
        response.resume();
        response.once('end', () => resolve(socket));
      });
      request.on('error', reject);
    });

  it('is cut when a transport fault is switched, and survives other faults', async () => {
    const agent = new https.Agent({ keepAlive: true, maxSockets: 1 });
    const first = await keep(agent);
    seller.state.setFault('in-progress', true);
    expect(await keep(agent)).toBe(first);
    const closed = once(first, 'close');
    seller.state.setFault('certificate-expired', true);
    await closed;
    await expect(keep(agent)).rejects.toMatchObject({ code: 'CERT_HAS_EXPIRED' });
    agent.destroy();
  });
});

it('has a test for every transport fault', () => {
  const tested: FaultName[] = [
    ...(['chain-incomplete', 'certificate-name-mismatch', 'certificate-expired'] as const),
    ...(['tls-1.1-only', 'http2-only'] as const),
  ];
  expect(Object.keys(TRANSPORT_FAULTS)).toEqual(tested);
  expect(FAULT_NAMES).toEqual(expect.arrayContaining(tested));
});
