import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createOutbound } from '@/lib/http/outbound';

async function site(listener: RequestListener, isKeepAlive = false) {
  let connections = 0;
  const server = createServer(listener).on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  const port = bound !== null && typeof bound === 'object' ? bound.port : 0;
  const outbound = createOutbound({ extraPorts: [], allowPrivate: [`127.0.0.1:${port}`], isKeepAlive });
  onTestFinished(() => {
    outbound.close();
    server.closeAllConnections();
    server.close();
  });
  const get = async (path: string, more: Partial<Parameters<typeof outbound.send>[0]> = {}) => {
    const result = await outbound.send({ method: 'GET', url: `http://127.0.0.1:${port}${path}`, ...more });
    if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.seen}`);
    return result.exchange;
  };
  return { port, outbound, server, get, connections: () => connections };
}

describe('what is captured', () => {
  it('is exactly what was sent: path as written, headers in their case and order, body bytes', async () => {
    const seen: { message?: IncomingMessage; body?: Buffer } = {};
    const { get, port } = await site(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      Object.assign(seen, { message: request, body: Buffer.concat(chunks) });
      response.end();
    });
    const body = Uint8Array.from([0, 255, 10, 13, 128]);
    const { request } = await get('/a/../b/%2e%2e/c?z=1&a=<x>&b=%zz#fragment', {
      method: 'PUT',
      body,
      headers: [
        ['Body-Sign', 'one'],
        ['x-multi', '1'],
        ['X-Multi', '2'],
      ],
    });
    expect(request.url).toBe(`http://127.0.0.1:${port}/a/../b/%2e%2e/c?z=1&a=<x>&b=%zz`);
    expect(seen.message?.url).toBe('/a/../b/%2e%2e/c?z=1&a=<x>&b=%zz');
    expect(seen.message?.rawHeaders).toEqual(request.headers.flat());
    expect(request.headers.slice(0, 4).map(([name]) => name)).toEqual([
      'Host',
      'Body-Sign',
      'x-multi',
      'X-Multi',
    ]);
    expect([seen.body && [...seen.body], [...request.body]]).toEqual([[...body], [...body]]);
  });

  it('sends characters beyond ASCII encoded', async () => {
    const { get } = await site((request, response) =>
      response.end(`${request.url} ${request.headers['x-name']}`),
    );
    const { response } = await get('/bücher?q=例', { headers: [['X-Name', 'é']] });
    expect(Buffer.from(response.body).toString('utf8')).toBe(
      `/b%C3%BCcher?q=%E4%BE%8B ${Buffer.from('é').toString('latin1')}`,
    );
  });

  it('keeps the case of response headers, the status text and repeated headers', async () => {
    const { get } = await site((_request, response) => {
      response.writeHead(418, 'Short and Stout', [
        'Body-Sign',
        'sign_type="x"',
        'Set-Cookie',
        'a=1',
        'Set-Cookie',
        'b=2',
      ]);
      response.end();
    });
    const { response } = await get('/');
    expect([response.status, response.statusText, response.httpVersion]).toEqual([
      418,
      'Short and Stout',
      '1.1',
    ]);
    expect(response.headers.slice(0, 3)).toEqual([
      ['Body-Sign', 'sign_type="x"'],
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
    ]);
  });

  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
  ])('has the body before and after %s', async (coding, pack) => {
    const packed = pack(Buffer.from('plain text '.repeat(50)));
    const { get } = await site((_request, response) =>
      response.setHeader('Content-Encoding', coding).end(packed),
    );
    const { response } = await get('/');
    expect(Buffer.from(response.body).equals(packed)).toBe(true);
    expect(Buffer.from(response.decodedBody).toString()).toBe('plain text '.repeat(50));
    expect(response.isTruncated).toBe(false);
  });

  it('has a body of exactly the cap whole, and says when one byte more was cut', async () => {
    const { get } = await site((request, response) =>
      response.end('x'.repeat(request.url === '/more' ? 101 : 100)),
    );
    expect((await get('/', { maxBodyBytes: 100 })).response).toMatchObject({ isTruncated: false });
    const { response } = await get('/more', { maxBodyBytes: 100 });
    expect([response.isTruncated, response.body.length]).toEqual([true, 100]);
  });
});

describe('kept connections', () => {
  it('serve safe methods again and again, others never', async () => {
    const { get, connections } = await site((_request, response) => response.end('ok'), true);
    await get('/');
    const second = await get('/');
    expect([connections(), second.timing.connectMs]).toEqual([1, null]);
    await get('/', { method: 'POST' });
    await get('/', { method: 'POST' });
    expect(connections()).toBe(3);
  });

  it('that the server has closed meanwhile are replaced without anyone noticing', async () => {
    let answered = 0;
    const { get, connections } = await site((request, response) => {
      answered += 1;
      // The second request on a connection is cut before any answer, as a server does that was just closing it.
      if (answered === 2) request.socket.destroy();
      else response.end('ok');
    }, true);
    await get('/');
    expect((await get('/again')).response.status).toBe(200);
    expect([answered, connections()]).toEqual([3, 2]);
  });

  it('are not used unless asked for', async () => {
    const { get, connections } = await site((_request, response) => response.end('ok'));
    await get('/');
    await get('/');
    expect(connections()).toBe(2);
  });
});

it('tries the next checked address when one refuses', async () => {
  const { port } = await site((_request, response) => response.end('here'));
  const outbound = createOutbound(
    { extraPorts: [], allowPrivate: [`shop.test:${port}`] },
    { resolve: async () => ['127.0.0.9', '127.0.0.1'] },
  );
  const result = await outbound.send({ method: 'GET', url: `http://shop.test:${port}/` });
  expect(result).toMatchObject({ ok: true, exchange: { connection: { remoteAddress: '127.0.0.1' } } });
});
