import { createServer, type Server } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { generate } from 'selfsigned';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { fixedClock } from '@/lib/core/clock';
import { isWeakSignature } from '@/lib/http/tls/certificate';
import { type InspectionDeps, inspectTls } from '@/lib/http/tls-inspection';

let key = '';
let cert = '';
beforeAll(async () => {
  const made = await generate([{ name: 'commonName', value: 'shop.test' }], {
    algorithm: 'sha256',
    keySize: 2048,
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'shop.test' }] }],
  });
  key = made.private;
  cert = made.cert;
});

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  const bound = server.address();
  return bound !== null && typeof bound === 'object' ? bound.port : 0;
}
const tlsServer = async (options: TlsOptions = {}) => {
  const server = createTlsServer({ key, cert, ...options }, (socket) =>
    socket.on('error', () => undefined).end(),
  );
  server.on('tlsClientError', () => undefined);
  return listen(server);
};
const inspect = (port: number, extraCa?: string, deps: InspectionDeps = {}) =>
  inspectTls(
    'shop.test',
    port,
    { extraPorts: [], allowPrivate: [`shop.test:${port}`], extraCa },
    { resolve: async () => ['127.0.0.1'], ...deps },
  );
const facts = async (port: number, extraCa?: string, deps?: InspectionDeps) => {
  const result = await inspect(port, extraCa, deps);
  if (!result.ok) throw new Error(`${result.code}: ${result.seen}`);
  return result.inspection;
};

describe('protocols and suites of a real server', () => {
  it('sees an up-to-date one', async () => {
    const { protocols, weakSuites, address } = await facts(await tlsServer());
    expect(protocols).toEqual({
      SSLv2: 'refused',
      SSLv3: 'refused',
      'TLSv1.0': 'refused',
      'TLSv1.1': 'refused',
      'TLSv1.2': 'accepted',
      'TLSv1.3': 'accepted',
    });
    expect([weakSuites, address]).toEqual([[], '127.0.0.1']);
  });

  it.each([
    ['TLSv1', 'TLSv1.0'],
    ['TLSv1.1', 'TLSv1.1'],
    ['TLSv1.2', 'TLSv1.2'],
    ['TLSv1.3', 'TLSv1.3'],
  ] as const)('sees one that speaks only %s', async (version, protocol) => {
    const port = await tlsServer({ minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' });
    const { protocols } = await facts(port);
    expect(Object.entries(protocols).filter(([, state]) => state === 'accepted')).toEqual([
      [protocol, 'accepted'],
    ]);
  });

  it('names the weak suites it accepts, each version by itself', async () => {
    const ciphers = 'NULL-SHA256:AECDH-AES128-SHA:AES128-GCM-SHA256@SECLEVEL=0';
    const { weakSuites } = await facts(
      await tlsServer({ minVersion: 'TLSv1', maxVersion: 'TLSv1.2', ciphers }),
    );
    const named = (protocol: string) =>
      weakSuites
        .filter((suite) => suite.protocol === protocol)
        .map(({ weakness, name }) => `${weakness} ${name}`);
    expect(named('TLSv1.2').sort()).toEqual([
      'ANONYMOUS TLS_ECDH_anon_WITH_AES_128_CBC_SHA',
      'NULL TLS_RSA_WITH_NULL_SHA256',
    ]);
    expect(named('TLSv1.0')).toEqual(['ANONYMOUS TLS_ECDH_anon_WITH_AES_128_CBC_SHA']);
  });
});

/** Answers every hello with the same bytes, as a server would that Node cannot play. */
const scripted = (answer: (hello: Buffer) => Buffer | null) =>
  listen(
    createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', (hello) => {
        const bytes = answer(hello);
        if (bytes) socket.write(bytes);
        else socket.destroy();
      });
    }),
  );
function serverHello(version: number, suite: number): Buffer {
  const body = [version >> 8, version & 255, ...new Array<number>(32).fill(9), 0, suite >> 8, suite & 255, 0];
  return Buffer.from([22, 3, version & 255, 0, body.length + 4, 2, 0, 0, body.length, ...body]);
}

describe('protocols that only old servers speak', () => {
  it('sees SSLv3 with RC4 and 3DES', async () => {
    const port = await scripted((hello) => {
      if (hello[0] !== 22 || hello.readUInt16BE(9) !== 0x0300) return null;
      const offers = (suite: number) => hello.includes(Buffer.from([suite >> 8, suite & 255]), 44);
      const picked = [0x0005, 0x000a].find(offers);
      return picked === undefined ? null : serverHello(0x0300, picked);
    });
    const { protocols, weakSuites, certificate, handshakeError } = await facts(port);
    expect([protocols.SSLv3, protocols['TLSv1.0'], protocols.SSLv2]).toEqual([
      'accepted',
      'refused',
      'refused',
    ]);
    expect(weakSuites.map(({ protocol, weakness }) => `${protocol} ${weakness}`)).toEqual([
      'SSLv3 RC4',
      'SSLv3 3DES',
    ]);
    expect(certificate).toBeNull();
    expect(handshakeError).toBeTruthy();
  });

  it('sees SSLv2', async () => {
    const hello = Buffer.from([0x80, 11, 4, 0, 1, 0, 2, 0, 0, 0, 3, 0, 0]);
    const port = await scripted((bytes) => ((bytes[0] ?? 0) & 0x80 ? hello : null));
    expect((await facts(port)).protocols.SSLv2).toBe('accepted');
  });

  it('does not take the answer in another version, or of a suite never offered, for a yes', async () => {
    const { protocols, weakSuites } = await facts(await scripted(() => serverHello(0x0303, 0x0005)));
    expect(Object.entries(protocols).filter(([, state]) => state === 'accepted')).toEqual([
      ['TLSv1.2', 'accepted'],
    ]);
    expect(weakSuites).toHaveLength(1);
  });

  it('says unknown, not refused, of a server that stays silent, and stops in time', async () => {
    const silent = await listen(createServer((socket) => socket.on('error', () => undefined).resume()));
    const { protocols } = await facts(silent, undefined, { probeTimeoutMs: 30 });
    expect(new Set(Object.values(protocols))).toEqual(new Set(['unknown']));
    expect(await inspect(silent, undefined, { timeoutMs: 60 })).toMatchObject({
      ok: false,
      code: 'RESPONSE_TIMEOUT',
    });
    expect(await inspect(silent, undefined, { signal: AbortSignal.abort() })).toMatchObject({
      ok: false,
      code: 'ABORTED',
    });
  });
});

describe('the certificate', () => {
  it('is read with its key and signature, and judged', async () => {
    const { certificate } = await facts(await tlsServer());
    expect(certificate).toMatchObject({
      leaf: {
        subject: 'CN=shop.test',
        subjectAltNames: ['DNS:shop.test'],
        isSelfSigned: true,
        key: { type: 'rsa', bits: 2048, curve: null },
        signatureAlgorithm: 'sha256WithRSAEncryption',
      },
      isTrusted: false,
      anchor: null,
      isChainComplete: true,
      isNameMatching: true,
      isWithinDates: true,
      verifyError: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
    expect(isWeakSignature('sha1WithRSAEncryption')).toBe(true);
    expect(isWeakSignature('sha256WithRSAEncryption')).toBe(false);
  });

  it("is trusted by the operator's root, and out of date by the clock given", async () => {
    const port = await tlsServer();
    expect((await facts(port, cert)).certificate).toMatchObject({
      isTrusted: true,
      anchor: 'operator',
      verifyError: null,
      isWithinDates: true,
    });
    const later = await facts(port, cert, { clock: fixedClock('2099-01-01T00:00:00Z') });
    expect(later.certificate?.isWithinDates).toBe(false);
  });

  it('without its intermediate is an incomplete chain, with the issuer known it is whole', async () => {
    const root = await generate([{ name: 'commonName', value: 'Test Root' }], {
      algorithm: 'sha256',
      extensions: [{ name: 'basicConstraints', cA: true, critical: true }],
    });
    const leaf = await generate([{ name: 'commonName', value: 'shop.test' }], {
      algorithm: 'sha256',
      ca: { key: root.private, cert: root.cert },
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'shop.test' }] }],
    });
    const port = await tlsServer({ key: leaf.private, cert: leaf.cert });
    expect((await facts(port)).certificate).toMatchObject({
      isTrusted: false,
      isChainComplete: false,
      verifyError: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    });
    const known = (await facts(port, root.cert)).certificate;
    expect(known).toMatchObject({
      isTrusted: true,
      isChainComplete: true,
      leaf: { isSelfSigned: false, issuer: 'CN=Test Root' },
    });
    expect(known?.chain.map(({ subject }) => subject)).toEqual(['CN=shop.test', 'CN=Test Root']);
  });

  it('of another name does not match', async () => {
    const port = await tlsServer();
    const result = await inspectTls('127.0.0.1', port, {
      extraPorts: [],
      allowPrivate: [`127.0.0.1:${port}`],
    });
    expect(result).toMatchObject({ ok: true, inspection: { certificate: { isNameMatching: false } } });
  });
});

describe('the guard stands here too', () => {
  it.each([
    ['127.0.0.1', 443, 'ADDRESS_NOT_PUBLIC'],
    ['[::ffff:127.0.0.1]', 443, 'ADDRESS_NOT_PUBLIC'],
    ['2130706433', 443, 'ADDRESS_NOT_PUBLIC'],
    ['inside.example', 443, 'ADDRESS_NOT_PUBLIC'],
    ['shop.example', 22, 'PORT_NOT_ALLOWED'],
    ['user@shop.example', 443, 'CREDENTIALS_IN_URL'],
  ])('%s port %i: %s', async (host, port, code) => {
    const result = await inspectTls(
      host,
      port,
      { extraPorts: [], allowPrivate: [] },
      { resolve: async () => ['169.254.169.254'] },
    );
    expect(result).toMatchObject({ ok: false, code });
  });
});
