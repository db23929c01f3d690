import { createServer as createHttpServer } from 'node:http';
import { createSecureServer } from 'node:http2';
import type { Server } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { generate } from 'selfsigned';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createOutbound } from '@/lib/http/outbound';
import { inspectTls } from '@/lib/http/tls-inspection';

let key = '';
let cert = '';
beforeAll(async () => {
  const made = await generate([{ name: 'commonName', value: 'shop.test' }], {
    algorithm: 'sha256',
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'shop.test' }] }],
  });
  key = made.private;
  cert = made.cert;
});

async function startListening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.on('tlsClientError', () => undefined);
  onTestFinished(() => {
    server.close();
  });
  const bound = server.address();
  return bound !== null && typeof bound === 'object' ? bound.port : 0;
}
const policyFor = (port: number) => ({
  extraPorts: [port],
  allowPrivate: [`shop.test:${port}`],
  extraCa: cert,
});
const resolve = async () => ['127.0.0.1'];

async function failureAt(scheme: 'http' | 'https', port: number) {
  const outbound = createOutbound(policyFor(port), { resolve });
  onTestFinished(() => outbound.close());
  const result = await outbound.send({
    method: 'GET',
    url: `${scheme}://shop.test:${port}/`,
    timeoutMs: 5_000,
  });
  if (result.ok) throw new Error('answered');
  return result.failure;
}
const answering = (bytes: Uint8Array | string) =>
  createTcpServer((socket) => {
    socket.on('error', () => undefined).once('data', () => socket.end(bytes));
  });
const SETTINGS = Buffer.from('000006040000000000000300000064', 'hex');

describe('what had come of an answer that failed', () => {
  it('is the first bytes of what is no HTTP, decrypted on https', async () => {
    const secure = createTlsServer({ key, cert, ALPNProtocols: ['http/1.1'] }, (socket) => {
      socket.on('error', () => undefined).end(SETTINGS);
    });
    expect(await failureAt('https', await startListening(secure))).toMatchObject({
      code: 'RESPONSE_MALFORMED',
      received: { firstBytesHex: SETTINGS.toString('hex'), body: null },
    });
    const long = `SSH-2.0-${'x'.repeat(200)}\r\n`;
    const { received } = await failureAt('http', await startListening(answering(long)));
    expect(Buffer.from(received?.firstBytesHex ?? '', 'hex').toString()).toBe(long.slice(0, 64));
  });

  it.each([
    [
      'a length',
      'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf',
      { announcedBytes: 100, receivedBytes: 4 },
    ],
    [
      'chunks',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nhalf',
      { announcedBytes: null, receivedBytes: 4 },
    ],
  ])('counts a body with %s that breaks off', async (_name, answer, body) => {
    const failure = await failureAt('http', await startListening(answering(answer)));
    expect(failure).toMatchObject({ code: 'CONNECTION_RESET', received: { body } });
    expect(JSON.parse(JSON.stringify(failure))).toEqual(failure);
  });

  it('is absent where nothing came', async () => {
    expect(await failureAt('http', await startListening(answering('')))).not.toHaveProperty('received');
    const onlyHttp2 = createSecureServer({ key, cert });
    expect(await failureAt('https', await startListening(onlyHttp2))).toMatchObject({
      code: 'TLS_FAILED',
      seen: 'ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL',
    });
  });
});

describe('a certificate that is refused', () => {
  it.each([
    ['other.test', 'CERTIFICATE_NAME_MISMATCH'],
    ['shop.test', 'CERTIFICATE_UNTRUSTED'],
  ])('goes with the failure, and nothing was sent: %s', async (host, code) => {
    let received = 0;
    const server = createTlsServer({ key, cert }, (socket) =>
      socket.on('error', () => undefined).on('data', () => (received += 1)),
    );
    const port = await startListening(server);
    const policy = { extraPorts: [port], allowPrivate: [`${host}:${port}`] };
    const trusting = code === 'CERTIFICATE_UNTRUSTED' ? policy : { ...policy, extraCa: cert };
    const outbound = createOutbound(trusting, { resolve });
    onTestFinished(() => outbound.close());
    const result = await outbound.send({ method: 'GET', url: `https://${host}:${port}/` });
    if (result.ok) throw new Error('answered');
    expect(result.failure).toMatchObject({
      code,
      certificates: [{ subject: 'CN=shop.test', subjectAltNames: ['DNS:shop.test'], isSelfSigned: true }],
    });
    expect(JSON.parse(JSON.stringify(result.failure))).toEqual(result.failure);
    expect(received).toBe(0);
  });
});

describe('an inspection', () => {
  const inspect = async (port: number) => {
    const result = await inspectTls('shop.test', port, policyFor(port), { resolve, areSuitesRead: false });
    if (!result.ok) throw new Error(result.seen);
    return result.inspection;
  };

  it('shows how an answer began that was no TLS', async () => {
    const plain = await inspect(await startListening(createHttpServer()));
    expect(Buffer.from(plain.answerInClear ?? '', 'hex').toString()).toMatch(/^HTTP\/1\.1 400 Bad Request/);
    expect(plain.certificate).toBeNull();
    const ssh = await inspect(await startListening(answering('SSH-2.0-x\r\n')));
    expect(Buffer.from(ssh.answerInClear ?? '', 'hex').toString()).toBe('SSH-2.0-x\r\n');
  });

  it('takes neither an alert nor a hang-up for something else', async () => {
    const port = await startListening(createTlsServer({ key, cert, minVersion: 'TLSv1.3' }));
    expect(await inspect(port)).toMatchObject({ answerInClear: null, protocols: { 'TLSv1.3': 'accepted' } });
    expect(await inspect(await startListening(answering('')))).toMatchObject({ answerInClear: null });
  });

  it('leaves the suites out where they are not asked for', async () => {
    const ciphers = 'NULL-SHA256:AES128-GCM-SHA256@SECLEVEL=0';
    const port = await startListening(createTlsServer({ key, cert, maxVersion: 'TLSv1.2', ciphers }));
    expect((await inspect(port)).weakSuites).toEqual([]);
  });
});
