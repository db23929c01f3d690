import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { createOutbound } from '@/lib/http/outbound';
import { reflectedXss } from '@/lib/scans/checks/reflected-xss';
import { type LocalSite, notFound, page, startSite } from './local-site';

let site: LocalSite;
afterEach(() => site.close());

type Result = Awaited<ReturnType<LocalSite['scan']>>;
const skippedIn = ({ coverage }: Result, reason: string) =>
  coverage.skipped.find((group) => group.reason === reason)?.examples.map((url) => new URL(url).pathname) ??
  [];
const listWarnings = ({ coverage }: Result) => coverage.warnings.map(({ code }) => code);

describe('what was left out is told', () => {
  it('where the pages are more than the limit', async () => {
    const links = Array.from(
      { length: 60 },
      (_, i) => `<a href="/p${'abcdefgh'[i % 8]}x${'abcdefgh'[i >> 3]}">p</a>`,
    );
    site = await startSite(({ url }) => (url.pathname === '/' ? page(links.join('')) : page(url.pathname)));
    const result = await site.scan({ maxRequests: 100 }, { checks: [] });
    expect(skippedIn(result, 'PAGE_LIMIT')).not.toEqual([]);
    expect(listWarnings(result)).toContain('PAGES_LEFT_OUT');
  });

  it('where one page has more links than are read', async () => {
    const links = Array.from({ length: 3_005 }, (_, i) => `<a href="/item/${i}">i</a>`).join('');
    site = await startSite(({ url }) =>
      url.pathname === '/' ? page(links) : url.pathname.startsWith('/item/') ? page('item') : notFound,
    );
    const result = await site.scan({}, { checks: [] });
    expect(skippedIn(result, 'LINK_LIMIT')).toEqual(['/']);
    expect(listWarnings(result)).toContain('PAGES_LEFT_OUT');
  });

  it('where a page is too long, and its beginning is still read', async () => {
    site = await startSite(({ url }) =>
      url.pathname === '/'
        ? page('<a href="/long">long</a>')
        : url.pathname === '/long'
          ? page(`<a href="/within">w</a>${'<p>filler</p>'.repeat(90_000)}<a href="/beyond">b</a>`)
          : page('a page'),
    );
    const result = await site.scan({}, { checks: [] });
    expect(skippedIn(result, 'BODY_CUT')).toEqual(['/long']);
    expect(listWarnings(result)).toContain('PAGES_UNREADABLE');
    expect(site.paths()).toContain('/within');
  });

  it('where a page cannot be decompressed or is in another character set', async () => {
    const whole = gzipSync(
      page(`<a href="/inside">in</a>${'words and more words '.repeat(4_000)}`).body ?? '',
    );
    const torn = Buffer.concat([whole.subarray(0, whole.length - 40), Buffer.alloc(40, 0xff)]);
    const gbk = Buffer.from('b9bac2ecb3b5bdb1c0f8'.repeat(20), 'hex');
    site = await startSite(({ url }) => {
      const gzip = { 'Content-Encoding': 'gzip' };
      if (url.pathname === '/')
        return page('<a href="/torn">t</a><a href="/never">n</a><a href="/gbk">g</a>');
      if (url.pathname === '/torn') return { headers: gzip, body: torn };
      if (url.pathname === '/never') return { headers: gzip, body: '<p>not compressed at all</p>' };
      return url.pathname === '/gbk' ? { body: Buffer.concat([Buffer.from('<p>'), gbk]) } : page('a page');
    });
    const result = await site.scan({}, { checks: [] });
    expect(skippedIn(result, 'UNREADABLE').sort()).toEqual(['/gbk', '/never', '/torn']);
    expect(site.paths()).toContain('/inside');
  });

  it('where nothing is left out, nothing is said', async () => {
    site = await startSite(({ url }) =>
      url.pathname === '/' ? page('<a href="/a?x=1">a</a>') : page(`a ${url}`),
    );
    const result = await site.scan({}, { checks: [] });
    expect(listWarnings(result).filter((code) => code.startsWith('PAGES_'))).toEqual([]);
  });
});

describe('a body whose length is wrong', () => {
  it('is read as a browser shows it, and tested', async () => {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.once('data', (bytes) => {
        const path = bytes.toString('latin1').split(' ')[1] ?? '/';
        const url = new URL(path, 'http://site.invalid');
        const links = '<a href="/more?q=a">m</a><a href="/less?q=a">l</a><a href="/chunk?q=a">c</a>';
        const body =
          url.pathname === '/' ? links : `<!doctype html><p>${url.searchParams.get('q') ?? ''}</p>`;
        const length = Buffer.byteLength(body);
        const isKnown = ['/', '/more', '/less', '/chunk'].includes(url.pathname);
        const head = `HTTP/1.1 ${isKnown ? '200 OK' : '404 Not Found'}\r\nContent-Type: text/html\r\nConnection: close\r\n`;
        if (url.pathname === '/more') socket.end(`${head}Content-Length: ${length}\r\n\r\n${body}trailing`);
        else if (url.pathname === '/less') socket.end(`${head}Content-Length: ${length + 50}\r\n\r\n${body}`);
        else if (url.pathname === '/chunk')
          socket.end(`${head}Transfer-Encoding: chunked\r\n\r\n${length.toString(16)}\r\n${body}\r\n`);
        else socket.end(`${head}Content-Length: ${length}\r\n\r\n${body}`);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const outbound = createOutbound({ extraPorts: [], allowPrivate: [host] });
    site = await startSite(() => notFound);
    try {
      const result = await site.scan(
        { origin: `http://${host}`, startUrls: [`http://${host}/`] },
        { outbound, checks: [reflectedXss] },
      );
      const found = result.findings.map(({ url }) => new URL(url).pathname);
      expect([...new Set(found)].sort()).toEqual(['/chunk', '/less', '/more']);
      expect(skippedIn(result, 'UNREADABLE').sort()).toEqual(['/chunk', '/less']);
      expect(listWarnings(result)).toContain('PAGES_UNREADABLE');
    } finally {
      outbound.close();
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    }
  });
});

describe('an interface that is described', () => {
  it('is asked on this origin whatever server the document names, and files have a name', async () => {
    const document = {
      openapi: '3.0.0',
      servers: [{ url: 'https://{region}.elsewhere.example/v2', variables: { region: { default: 'eu' } } }],
      paths: {
        '/items': { get: { parameters: [{ in: 'query', name: 'q', schema: { type: 'string' } }] } },
        '/purge': { get: { summary: 'Delete everything' } },
        '/photos': {
          post: {
            requestBody: {
              content: {
                'multipart/form-data': {
                  schema: {
                    type: 'object',
                    properties: { note: { type: 'string' }, photo: { type: 'string', format: 'binary' } },
                  },
                },
              },
            },
          },
        },
      },
    };
    site = await startSite(({ url }) =>
      url.pathname === '/openapi.json'
        ? { type: 'text/plain', body: JSON.stringify(document) }
        : url.pathname === '/'
          ? page(
              '<form method="post" action="/up" enctype="multipart/form-data"><input name="note"><input type="file" name="doc"><button>Save</button></form>',
            )
          : url.pathname.startsWith('/v2/') || url.pathname === '/up'
            ? { type: 'application/json', body: '{}' }
            : notFound,
    );
    await site.scan();
    expect(site.log.some(({ url }) => url.pathname === '/v2/items' && url.searchParams.has('q'))).toBe(true);
    expect(site.paths()).not.toContain('/v2/purge');
    const bodies = (path: string) =>
      site.log.filter(({ url, method }) => url.pathname === path && method === 'POST');
    for (const [path, field] of [
      ['/up', 'doc'],
      ['/v2/photos', 'photo'],
    ] as const) {
      expect(bodies(path).length).toBeGreaterThan(0);
      expect(bodies(path).every(({ body }) => body.includes(`name="${field}"; filename="`))).toBe(true);
      expect(bodies(path)[0]?.body).toContain(`name="${field}"; filename="preflight.txt"`);
    }
  });
});
