import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { answering, guardFor, rawServer } from './raw-server';

const MAX = 64 * 1024;
const closing = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve));
const head = (...headers: string[]) => `${['HTTP/1.1 200 OK', ...headers].join('\r\n')}\r\n\r\n`;

describe('bodies without measure', () => {
  it('cuts a body that announces a terabyte, and the connection with it', async () => {
    let closed: Promise<unknown> = Promise.resolve();
    const server = await rawServer((socket) => {
      closed = closing(socket);
      socket.once('data', () => {
        socket.write(head('Content-Length: 1099511627776'));
        const block = Buffer.alloc(16 * 1024, 'x');
        const pour = () => {
          while (socket.writable && socket.write(block));
        };
        socket.on('drain', pour);
        pour();
      });
    });
    const result = await guardFor([server.host]).send({ method: 'GET', url: server.url, maxBodyBytes: MAX });
    expect(result.ok && [result.exchange.response.isTruncated, result.exchange.response.body.length]).toEqual(
      [true, MAX],
    );
    await closed;
  });

  it('cuts an endless chunked body', async () => {
    const server = await rawServer((socket) => {
      socket.once('data', () => {
        socket.write(head('Transfer-Encoding: chunked'));
        const pour = () => {
          while (socket.writable && socket.write('1000\r\n'.concat('y'.repeat(4096), '\r\n')));
        };
        socket.on('drain', pour);
        pour();
      });
    });
    const result = await guardFor([server.host]).send({ method: 'GET', url: server.url, maxBodyBytes: MAX });
    expect(result.ok && [result.exchange.response.isTruncated, result.exchange.response.body.length]).toEqual(
      [true, MAX],
    );
  });

  it.each([1, 2])('unpacks a gzip bomb of %i layers no further than the cap', async (layers) => {
    let bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    for (let i = 1; i < layers; i++) bomb = gzipSync(bomb);
    const coding = Array.from({ length: layers }, () => 'gzip').join(', ');
    const bytes = Buffer.concat([
      Buffer.from(head(`Content-Encoding: ${coding}`, `Content-Length: ${bomb.length}`)),
      bomb,
    ]);
    const server = await answering(bytes);
    const result = await guardFor([server.host]).send({ method: 'GET', url: server.url, maxBodyBytes: MAX });
    expect(result.ok && result.exchange.response.isTruncated).toBe(true);
    expect(result.ok && result.exchange.response.decodedBody.length).toBe(MAX);
  });

  it('leaves a body that lies about its coding as it came', async () => {
    const server = await answering(head('Content-Encoding: gzip', 'Content-Length: 5').concat('plain'));
    const result = await guardFor([server.host]).send({ method: 'GET', url: server.url });
    expect(result.ok && Buffer.from(result.exchange.response.decodedBody).toString()).toBe('plain');
  });
});

describe('answers that never come, or never end', () => {
  const timeoutMs = 300;
  const timed = async (bytes: string | null, drip = '') => {
    const server = await rawServer((socket) => {
      socket.once('data', () => {
        if (bytes !== null) socket.write(bytes);
        if (drip === '') return;
        const timer = setInterval(() => socket.write(drip), 10);
        socket.on('close', () => clearInterval(timer));
      });
    });
    const result = await guardFor([server.host]).send({ method: 'GET', url: server.url, timeoutMs });
    return result.ok ? 'ANSWERED' : result.failure.code;
  };

  it.each([
    ['silence', null, ''],
    ['half a status line', 'HTTP/1.1 2', ''],
    ['a status line that drips', 'H', 'T'],
    ['headers that drip', 'HTTP/1.1 200 OK\r\n', 'X-Drip: 1\r\n'],
    ['a body that drips', head('Content-Length: 100000'), 'z'],
    ['chunks that drip', head('Transfer-Encoding: chunked'), '1\r\nz\r\n'],
    ['interim answers without end', 'HTTP/1.1 100 Continue\r\n\r\n', 'HTTP/1.1 103 Early Hints\r\n\r\n'],
  ])('%s', async (name, bytes, drip) => {
    expect(await timed(bytes, drip)).toBe(
      name.startsWith('a status line') ? 'RESPONSE_MALFORMED' : 'RESPONSE_TIMEOUT',
    );
  });

  it('a name server that never answers', async () => {
    const outbound = guardFor([], () => new Promise(() => undefined));
    const result = await outbound.send({ method: 'GET', url: 'http://shop.example/', timeoutMs });
    expect(result).toMatchObject({
      ok: false,
      failure: { code: 'DNS_FAILED', seen: 'no answer within 300 ms' },
    });
  });

  it('a TLS server that never says hello', async () => {
    const server = await rawServer(() => undefined);
    const result = await guardFor([server.host]).send({
      method: 'GET',
      url: `https://${server.host}/`,
      timeoutMs,
    });
    expect(result).toMatchObject({ ok: false, failure: { code: 'TLS_FAILED' } });
  });
});

describe('answers that are none', () => {
  it.each([
    ['garbage', 'SSH-2.0-OpenSSH_9.6\r\n', 'RESPONSE_MALFORMED'],
    ['HTTP/0.9', '<html>hello</html>', 'RESPONSE_MALFORMED'],
    ['a status beyond numbers', 'HTTP/1.1 abc Nope\r\n\r\n', 'RESPONSE_MALFORMED'],
    [
      'a header flood',
      `HTTP/1.1 200 OK\r\n${'X-Flood: 0123456789\r\n'.repeat(20_000)}\r\n`,
      'RESPONSE_MALFORMED',
    ],
    ['one endless header', `HTTP/1.1 200 OK\r\nX-Long: ${'a'.repeat(300_000)}`, 'RESPONSE_MALFORMED'],
    ['two lengths', head('Content-Length: 5', 'Content-Length: 6').concat('hello'), 'RESPONSE_MALFORMED'],
    [
      'length and chunks',
      head('Content-Length: 5', 'Transfer-Encoding: chunked').concat('0\r\n\r\n'),
      'RESPONSE_MALFORMED',
    ],
    [
      'a chunk size of letters',
      head('Transfer-Encoding: chunked').concat('zz\r\nhello'),
      'RESPONSE_MALFORMED',
    ],
    [
      'an upgrade',
      'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n',
      'RESPONSE_MALFORMED',
    ],
    ['a hang-up', '', 'CONNECTION_RESET'],
    ['a body that ends early', head('Content-Length: 100').concat('half'), 'CONNECTION_RESET'],
  ])('%s', async (_name, bytes, code) => {
    const server = await answering(bytes, true);
    const result = await guardFor([server.host]).send({ method: 'GET', url: server.url, timeoutMs: 5_000 });
    expect(result.ok ? 'ANSWERED' : result.failure.code).toBe(code);
  });

  it('plain http on an https address', async () => {
    const server = await answering(head('Content-Length: 0'), true);
    const result = await guardFor([server.host]).send({ method: 'GET', url: `https://${server.host}/` });
    expect(result).toMatchObject({ ok: false, failure: { code: 'TLS_FAILED' } });
  });

  it('a port where nobody listens', async () => {
    const server = await rawServer(() => undefined, '127.0.0.3');
    const result = await guardFor([`127.0.0.4:${server.port}`]).send({
      method: 'GET',
      url: `http://127.0.0.4:${server.port}/`,
    });
    expect(result).toMatchObject({
      ok: false,
      failure: { code: 'CONNECTION_REFUSED', seen: `ECONNREFUSED 127.0.0.4:${server.port}` },
    });
  });
});

describe('stopping', () => {
  it('before anything', async () => {
    const server = await answering(head());
    const result = await guardFor([server.host]).send({
      method: 'GET',
      url: server.url,
      signal: AbortSignal.abort(),
    });
    expect(result).toMatchObject({ ok: false, failure: { code: 'ABORTED' } });
    expect(server.connections()).toBe(0);
  });

  it('while the name is looked up', async () => {
    const stop = new AbortController();
    const outbound = guardFor([], () => {
      stop.abort();
      return new Promise(() => undefined);
    });
    const result = await outbound.send({ method: 'GET', url: 'http://shop.example/', signal: stop.signal });
    expect(result).toMatchObject({ ok: false, failure: { code: 'ABORTED' } });
  });

  it.each([
    ['waiting for the head', ''],
    ['reading the body', head('Content-Length: 100').concat('some')],
  ])('while %s, and the connection is gone', async (_name, bytes) => {
    const stop = new AbortController();
    let closed: Promise<unknown> = Promise.resolve();
    const server = await rawServer((socket) => {
      closed = closing(socket);
      socket.once('data', () => (bytes === '' ? stop.abort() : socket.write(bytes, () => stop.abort())));
    });
    const result = await guardFor([server.host]).send({
      method: 'GET',
      url: server.url,
      signal: stop.signal,
    });
    expect(result).toMatchObject({ ok: false, failure: { code: 'ABORTED' } });
    await closed;
  });
});

describe('requests that would become two', () => {
  it.each([
    [[['X-A', 'b\r\nX-Injected: 1']]],
    [[['X A', 'b']]],
    [[['X-A:', 'b']]],
    [[['', 'b']]],
    [[['X-A', 'nul\0']]],
  ] as [[string, string][]][])('headers %j are refused', async (headers) => {
    const server = await answering(head());
    const result = await guardFor([server.host]).send({ method: 'GET', url: server.url, headers });
    expect(result).toMatchObject({ ok: false, failure: { code: 'REQUEST_INVALID' } });
    expect(server.connections()).toBe(0);
  });

  it.each(['GET / HTTP/1.1\r\nX: y', 'CONNECT', 'connect', ''])('method %j is refused', async (method) => {
    const result = await guardFor(['127.0.0.1:9']).send({ method, url: 'http://127.0.0.1:9/' });
    expect(result).toMatchObject({ ok: false, failure: { code: 'REQUEST_INVALID' } });
  });

  it('framing headers of the caller are left out', async () => {
    const received: Buffer[] = [];
    const server = await rawServer((socket) =>
      socket.on('data', (chunk) => {
        received.push(chunk);
        socket.write(head('Content-Length: 0'));
      }),
    );
    await guardFor([server.host]).send({
      method: 'POST',
      url: server.url,
      headers: [
        ['Content-Length', '999'],
        ['Transfer-Encoding', 'chunked'],
        ['Connection', 'X-Secret'],
        ['Expect', '100-continue'],
      ],
      body: Buffer.from('abc'),
    });
    const text = Buffer.concat(received).toString();
    expect(text).toContain('\r\nContent-Length: 3\r\n');
    expect(text).toContain('\r\nConnection: close\r\n');
    expect(text).not.toMatch(/999|chunked|X-Secret|100-continue/);
    expect(text.endsWith('\r\n\r\nabc')).toBe(true);
  });
});
