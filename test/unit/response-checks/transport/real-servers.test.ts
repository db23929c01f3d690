import { createServer as createHttpServer } from 'node:http';
import { createSecureServer } from 'node:http2';
import { createServer as createTcpServer } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { beforeAll, describe, expect, it } from 'vitest';
import { DAY_MS, systemClock } from '@/lib/core/clock';
import { explainTransport } from '@/lib/response-checks/explain-transport';
import { callAndInspect, HOST, listening, secureServer } from '../../connection-tests/loopback';
import { newAuthority, selfSigned } from '../../http/certificates';
import { expectSentences } from './sentences';

let authority: Awaited<ReturnType<typeof newAuthority>>;
let good: Awaited<ReturnType<typeof authority.leafFor>>;
beforeAll(async () => {
  authority = await newAuthority();
  good = await authority.leafFor(HOST);
});

const daysAgo = (days: number) => new Date(systemClock.now().getTime() - days * DAY_MS);

async function explain(port: number, options: Parameters<typeof callAndInspect>[1] = {}) {
  const call = await callAndInspect(port, options);
  const found = explainTransport(call);
  expectSentences(found);
  // Without an inspection the same cause is named first, of the certificates that the handshake showed.
  const blind = explainTransport({ ...call, tls: null });
  expectSentences(blind);
  return { found, blind };
}
const codes = (found: readonly { code: string }[]) => found.map(({ code }) => code);

describe('a real server', () => {
  it('that is in order has nothing to explain', async () => {
    const { found } = await explain(await secureServer(good), { extraCa: authority.root });
    expect(found).toEqual([]);
  });

  it('that leaves its intermediate out', async () => {
    const { found, blind } = await explain(await secureServer({ ...good, chain: good.cert }), {
      extraCa: authority.root,
    });
    expect(found).toMatchObject([
      {
        code: 'CHAIN_INCOMPLETE',
        values: { subject: `CN=${HOST}`, issuer: 'CN=Test Root Intermediate', sent: 1 },
      },
    ]);
    expect(blind).toEqual(found);
  });

  it.each([
    ['sent with its root', () => `${good.chain}\n${authority.root}`],
    ['sent without its root', () => good.chain],
  ])('of an authority that nobody knows, %s', async (_name, chain) => {
    const { found, blind } = await explain(await secureServer({ ...good, chain: chain() }));
    expect(codes(found)).toEqual(['CERTIFICATE_PRIVATE_AUTHORITY']);
    expect(blind).toEqual(found);
  });

  it('that signs its own certificate, whether or not it is out of date', async () => {
    const fresh = await explain(await secureServer(await selfSigned(HOST)));
    expect([codes(fresh.found), codes(fresh.blind)]).toEqual([
      ['CERTIFICATE_SELF_SIGNED'],
      ['CERTIFICATE_SELF_SIGNED'],
    ]);
    const old = await selfSigned(HOST, { from: daysAgo(20), until: daysAgo(2) });
    const { found } = await explain(await secureServer(old));
    expect(codes(found)).toEqual(['CERTIFICATE_SELF_SIGNED', 'CERTIFICATE_EXPIRED']);
  });

  it('with a certificate that ended', async () => {
    const old = await authority.leafFor(HOST, { from: daysAgo(20), until: daysAgo(2) });
    const { found, blind } = await explain(await secureServer(old), { extraCa: authority.root });
    const until = daysAgo(2).toISOString().slice(0, 10);
    const values = { kind: 'late', until, subject: `CN=${HOST}` };
    expect(found).toMatchObject([{ code: 'CERTIFICATE_EXPIRED', values }]);
    expect(blind).toEqual(found);
  });

  it('with the certificate of another name', async () => {
    const other = await authority.leafFor('other.example.com');
    const { found, blind } = await explain(await secureServer(other), { extraCa: authority.root });
    expect(found).toMatchObject([
      { code: 'CERTIFICATE_NAME_MISMATCH', values: { host: HOST, names: 'DNS:other.example.com' } },
    ]);
    expect(blind).toEqual(found);
  });

  it('that speaks TLS 1.1 and nothing later', async () => {
    const options = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    const { found, blind } = await explain(await secureServer(good, '', options));
    expect(found).toMatchObject([{ code: 'TLS_TOO_OLD', values: { spoken: 'TLSv1.1, TLSv1.0' } }]);
    expect(codes(blind)).toEqual(['TLS_TOO_OLD']);
  });

  it.each([
    ['says so in the handshake', () => createSecureServer({ key: good.key, cert: good.chain })],
    [
      'does not ask and begins with its settings',
      () =>
        createTlsServer({ key: good.key, cert: good.chain }, (socket) => {
          socket.on('error', () => undefined).write(Buffer.from('000000040000000000', 'hex'));
        }),
    ],
  ])('that accepts HTTP/2 only and %s', async (_name, server) => {
    const { found, blind } = await explain(await listening(server()), { extraCa: authority.root });
    expect(codes(found)).toEqual(['HTTP2_ONLY']);
    expect(codes(blind)).toEqual(['HTTP2_ONLY']);
  });

  it('that speaks plain http on the port', async () => {
    const { found, blind } = await explain(await listening(createHttpServer()));
    expect(found).toMatchObject([
      { code: 'PLAIN_HTTP_ON_TLS_PORT', values: { answer: 'HTTP/1.1 400 Bad Request' } },
    ]);
    expect(codes(blind)).toEqual(['PLAIN_HTTP_ON_TLS_PORT']);
  });

  it('that is none', async () => {
    const greeting = createTcpServer((socket) => socket.on('error', () => undefined).end('SSH-2.0-x\r\n'));
    const { found } = await explain(await listening(greeting));
    expect(found).toMatchObject([{ code: 'NOT_TLS', values: { answer: 'SSH-2.0-x' } }]);
  });

  it('that hangs up in the handshake, or before it answers', async () => {
    const rude = createTcpServer((socket) => socket.once('data', () => socket.destroy()));
    const early = await explain(await listening(rude));
    expect(early.found).toMatchObject([{ code: 'CONNECTION_RESET', values: { stage: 'tls' } }]);
    const late = await explain(await secureServer(good, ''), { extraCa: authority.root });
    expect(late.found).toMatchObject([{ code: 'CONNECTION_RESET', values: { stage: 'answer' } }]);
  });

  it('that breaks off in the body', async () => {
    const half = 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"resultCode"';
    const { found } = await explain(await secureServer(good, half), { extraCa: authority.root });
    expect(found).toMatchObject([
      { code: 'BODY_TRUNCATED', values: { kind: 'length', announced: 100, received: 13 } },
    ]);
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('that demands a client certificate, in %s', async (version) => {
    const mutual = { requestCert: true, rejectUnauthorized: true, minVersion: version, maxVersion: version };
    const { found, blind } = await explain(await secureServer(good, undefined, mutual), {
      extraCa: authority.root,
    });
    expect([codes(found), codes(blind)]).toEqual([
      ['CLIENT_CERTIFICATE_DEMANDED'],
      ['CLIENT_CERTIFICATE_DEMANDED'],
    ]);
  });

  it('that shares no cipher suite demands no certificate for that', async () => {
    const rare = { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-CAMELLIA256-SHA384' } as const;
    const { found } = await explain(await secureServer(good, undefined, rare), { extraCa: authority.root });
    expect(found).toMatchObject([{ code: 'TLS_HANDSHAKE_FAILED', values: { kind: 'cipher' } }]);
  });

  it('that knows no site of this name', async () => {
    const alert = Buffer.from('15030300020270', 'hex');
    const strict = createTcpServer((socket) =>
      socket.on('error', () => undefined).once('data', () => socket.end(alert)),
    );
    const { found, blind } = await explain(await listening(strict));
    expect([codes(found), codes(blind)]).toEqual([['SERVER_NAME_UNKNOWN'], ['SERVER_NAME_UNKNOWN']]);
  });

  it('that speaks TLS where the address says http', async () => {
    const port = await secureServer(good);
    const { blind } = await explain(port, { scheme: 'http', extraCa: authority.root });
    expect(blind).toMatchObject([{ code: 'URL_IS_HTTP', values: { host: HOST, port } }]);
  });
});
