import { afterEach, describe, expect, it } from 'vitest';
import { followRedirects } from '@/lib/http/follow-redirects';
import { answering, guardFor, type RawServer, rawServer } from './raw-server';

const page = (text: string) => `HTTP/1.1 200 OK\r\nContent-Length: ${text.length}\r\n\r\n${text}`;

/** Two servers on one port of two loopback addresses, each saying which it is. */
async function twins(): Promise<[RawServer, RawServer]> {
  const first = await rawServer((socket) => socket.on('data', () => socket.write(page('first'))));
  const second = await rawServer(
    (socket) => socket.on('data', () => socket.write(page('second'))),
    '127.0.0.2',
    first.port,
  );
  return [first, second];
}

describe('a name that changes its mind', () => {
  it('is looked up once a request, and the checked address is the connected one', async () => {
    const [first, second] = await twins();
    const answers = [['127.0.0.1'], ['127.0.0.2'], ['127.0.0.2']];
    let lookups = 0;
    const outbound = guardFor([`shop.test:${first.port}`], async () => answers[lookups++] ?? []);
    const result = await outbound.send({ method: 'GET', url: `http://shop.test:${first.port}/` });
    expect(result).toMatchObject({ ok: true, exchange: { connection: { remoteAddress: '127.0.0.1' } } });
    expect(result.ok && result.exchange.request.headers[0]).toEqual(['Host', `shop.test:${first.port}`]);
    expect([lookups, first.connections(), second.connections()]).toEqual([1, 1, 0]);
  });

  it('never reuses an idle connection to where it pointed before', async () => {
    const [first, second] = await twins();
    const answers = [['127.0.0.1'], ['127.0.0.1'], ['127.0.0.2'], ['169.254.169.254']];
    let lookups = 0;
    const outbound = guardFor([`shop.test:${first.port}`], async () => answers[lookups++] ?? [], true);
    const seen: string[] = [];
    for (let i = 0; i < 4; i++) {
      const result = await outbound.send({ method: 'GET', url: `http://shop.test:${first.port}/` });
      seen.push(result.ok ? Buffer.from(result.exchange.response.body).toString() : result.failure.code);
    }
    expect(seen).toEqual(['first', 'first', 'second', 'ADDRESS_NOT_PUBLIC']);
    expect([first.connections(), second.connections()]).toEqual([1, 1]);
  });

  it('is refused when it turns inside between a redirect and the next hop', async () => {
    const server = await answering('HTTP/1.1 302 Found\r\nLocation: /next\r\nContent-Length: 0\r\n\r\n');
    const answers = [['127.0.0.1'], ['10.0.0.1', '169.254.169.254']];
    let lookups = 0;
    const outbound = guardFor([`shop.test:${server.port}`], async () => answers[lookups++] ?? []);
    const { exchanges, failure } = await followRedirects(
      outbound,
      { method: 'GET', url: `http://shop.test:${server.port}/` },
      { maxRedirects: 3, isInScope: () => true },
    );
    expect([exchanges.length, failure?.code, failure?.seen]).toEqual([
      1,
      'ADDRESS_NOT_PUBLIC',
      '169.254.169.254',
    ]);
  });
});

describe('redirects inside', () => {
  it.each([
    ['http://169.254.169.254/latest/', 'ADDRESS_NOT_PUBLIC'],
    ['http://[::1]/', 'ADDRESS_NOT_PUBLIC'],
    ['//2130706433/', 'ADDRESS_NOT_PUBLIC'],
    ['http://127.0.0.1:1/', 'PORT_NOT_ALLOWED'],
    ['file:///etc/hostname', 'SCHEME_NOT_ALLOWED'],
    ['http://u:p@127.0.0.1/', 'CREDENTIALS_IN_URL'],
  ])('to %s end in %s', async (location, code) => {
    const server = await answering(
      `HTTP/1.1 302 Found\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n`,
    );
    const outbound = guardFor([server.host]);
    const single = await outbound.send({ method: 'GET', url: server.url });
    expect(single).toMatchObject({ ok: true, exchange: { response: { status: 302 } } });
    const { failure } = await followRedirects(
      outbound,
      { method: 'GET', url: server.url },
      { maxRedirects: 3, isInScope: () => true },
    );
    expect(failure?.code).toBe(code);
  });

  it('stop when they never end', async () => {
    const server = await answering('HTTP/1.1 301 Moved\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n');
    const { exchanges, failure } = await followRedirects(
      guardFor([server.host]),
      { method: 'GET', url: server.url },
      { maxRedirects: 4, isInScope: () => true },
    );
    expect([exchanges.length, failure?.code]).toEqual([5, 'TOO_MANY_REDIRECTS']);
  });
});

describe('proxy settings of the environment', () => {
  const names = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'ALL_PROXY', 'NODE_USE_ENV_PROXY'];
  const before = names.map((name) => process.env[name]);
  afterEach(() => {
    for (const [i, name] of names.entries()) {
      const value = before[i];
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  it('are not read', async () => {
    const proxy = await answering(page('proxy'));
    const server = await answering(page('direct'));
    for (const name of names) process.env[name] = name === 'NODE_USE_ENV_PROXY' ? '1' : proxy.url;
    const result = await guardFor([server.host, proxy.host]).send({ method: 'GET', url: server.url });
    expect(result.ok && Buffer.from(result.exchange.response.body).toString()).toBe('direct');
    expect(proxy.connections()).toBe(0);
  });
});
