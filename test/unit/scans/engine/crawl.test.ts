import { afterEach, describe, expect, it } from 'vitest';
import type { ActiveCheck, InsertionPoint } from '@/lib/scans/checks/check';
import { isBehindPath } from '@/lib/scans/engine/requests/probe-request';
import {
  type LocalSite,
  notFound,
  page,
  redirect,
  type SiteAnswer,
  type SiteRequest,
  startSite,
} from './local-site';

let site: LocalSite;
afterEach(() => site.close());

/** Collects the insertion points that a scan offers to its checks; what is behind a path is one of every page. */
function collector() {
  const points: InsertionPoint[] = [];
  const check: ActiveCheck = {
    kind: 'active',
    id: 'collector',
    version: 1,
    class: 'XSS',
    cwe: 79,
    applies: (point) => {
      if (!isBehindPath(point)) points.push(point);
      return false;
    },
    run: async () => [],
  };
  const named = (location: InsertionPoint['location']) =>
    points
      .filter((point) => point.location === location)
      .map((point) => `${new URL(point.url).pathname} ${point.name}`);
  return { check, points, named };
}

const servePages =
  (pages: Record<string, SiteAnswer>) =>
  ({ url }: { url: URL }): SiteAnswer =>
    pages[url.pathname] ?? notFound;

describe('crawl', () => {
  it('finds links, frames, refreshes, forms, script calls, sitemaps, robots and API documents', async () => {
    const api = {
      openapi: '3.0.0',
      servers: [{ url: '/v1' }],
      paths: {
        '/pets/{petId}': {
          get: {
            parameters: [
              { name: 'petId', in: 'path', schema: { type: 'integer' } },
              { name: 'tag', in: 'query', schema: { type: 'string', example: 'cat' } },
            ],
          },
          delete: {},
        },
        '/pets': {
          post: {
            requestBody: {
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } },
            },
          },
        },
      },
      components: {
        schemas: {
          Pet: { type: 'object', properties: { name: { type: 'string' }, age: { type: 'integer' } } },
        },
      },
    };
    site = await startSite(
      servePages({
        '/': page(
          '<a href="a.html">a</a><iframe src="/frame"></iframe><script src="/app.js"></script><meta http-equiv="refresh" content="9; url=/fresh">',
        ),
        '/a.html': page(
          '<form action="/find"><input name="term"><select name="sort"><option value="up">Up</option></select></form>',
        ),
        '/app.js': {
          type: 'text/javascript',
          body: `fetch(\`/api/items/\${id}\`); axios.post("/api/save", { title: t, "body": b }); load("/api/list?page=" + n)`,
        },
        '/robots.txt': { type: 'text/plain', body: 'User-agent: *\nDisallow: /hidden/\nDisallow: /*.pdf$\n' },
        '/sitemap.xml': {
          type: 'application/xml',
          body: '<urlset><url><loc>/mapped?x=1&amp;y=2</loc></url></urlset>',
        },
        '/openapi.json': { type: 'application/json', body: JSON.stringify(api) },
        '/api/items/1': { status: 404, type: 'application/json', body: '{"error":"no such item"}' },
        '/v1/pets/1': { type: 'application/json', body: '{"next":"/v1/pets/2?tag=dog"}' },
      }),
    );
    const { check, named } = collector();
    const result = await site.scan({}, { checks: [check] });
    for (const path of [
      '/a.html',
      '/frame',
      '/fresh',
      '/find',
      '/api/items/1',
      '/api/list',
      '/hidden/',
      '/mapped',
      '/v1/pets/1',
    ]) {
      expect(site.paths()).toContain(path);
    }
    expect(named('QUERY')).toEqual(
      expect.arrayContaining([
        '/find term',
        '/find sort',
        '/api/list page',
        '/mapped x',
        '/mapped y',
        '/v1/pets/1 tag',
      ]),
    );
    expect(named('JSON').sort()).toEqual([
      '/api/save /body',
      '/api/save /title',
      '/v1/pets /age',
      '/v1/pets /name',
    ]);
    expect(named('PATH')).toEqual(expect.arrayContaining(['/api/items/1 3', '/v1/pets/1 3']));
    expect(result.coverage.skipped.find(({ reason }) => reason === 'METHOD_NOT_SAFE')?.examples).toEqual([
      `DELETE ${site.origin}/v1/pets/1`,
    ]);
    // What is submitted before any probe holds plain marks only.
    const isProbe = ({ headers }: SiteRequest) => /pf[a-z0-9]{14}/.test(String(headers['user-agent']));
    const posts = site.log.filter((request) => request.method !== 'GET' && !isProbe(request));
    const submitted = posts.map(({ body }) => body);
    expect(submitted.every((body) => /^[\w{}":,]*$/.test(body))).toBe(true);
  });

  it('keeps to the origin, to harmless links and off the paths to avoid', async () => {
    site = await startSite(
      servePages({
        '/': page(
          '<a href="https://other.example/">x</a><a href="/account/delete?id=1">x</a><a href="/doIt?i=3">删除</a>' +
            '<a href="/basket">Pay now</a><a href="/admin/users">Users</a><a href="/fine">Payload dropdown</a>' +
            '<a href="/news">Unsubscribe</a><a href="javascript:alert(1)">x</a><a href="/jump">Jump</a>' +
            '<form method="post" action="/password"><input type="password" name="a"><input type="password" name="b"></form>' +
            '<form method="post" action="/contact"><input name="text"></form>' +
            '<form method="post" action="/save"><input name="note"><button type="reset">Reset</button></form>',
        ),
        '/fine': page('fine'),
        '/jump': redirect('/logout'),
      }),
    );
    const { check, named } = collector();
    const result = await site.scan({ pathsToAvoid: ['/admin'] }, { checks: [check] });
    const asked = new Set(site.paths());
    for (const path of [
      '/account/delete',
      '/doIt',
      '/basket',
      '/admin/users',
      '/news',
      '/logout',
      '/password',
      '/contact',
    ]) {
      expect(asked).not.toContain(path);
    }
    expect(asked).toContain('/fine');
    expect(named('FORM')).toEqual(['/save note']);
    const skipped = Object.fromEntries(result.coverage.skipped.map(({ reason, count }) => [reason, count]));
    expect(skipped).toMatchObject({ OUT_OF_SCOPE: 1, PATH_AVOIDED: 1, DANGEROUS: 7 });
  });

  it('does not drown in lists and calendars, and still sees what stands behind them', async () => {
    site = await startSite(({ url }) => {
      const month = Number(url.searchParams.get('month') ?? 0);
      if (url.pathname === '/') {
        const items = Array.from({ length: 400 }, (_, i) => `<a href="/item/${i}">${i}</a>`).join('');
        return page(`<a href="/calendar?month=1">Calendar</a>${items}<a href="/zebra?stripes=1">Zebra</a>`);
      }
      if (url.pathname === '/calendar') return page(`<a href="/calendar?month=${month + 1}">next</a>`);
      const archive = /^\/archive-(\d+)\.html$/.exec(url.pathname)?.[1];
      if (archive !== undefined) return page(`<a href="/archive-${Number(archive) + 1}.html">older</a>`);
      if (url.pathname.startsWith('/item/'))
        return page(`item ${url.pathname} <a href="/archive-1.html">a</a>`);
      return url.pathname === '/zebra' ? page('stripes') : notFound;
    });
    const { check, named } = collector();
    const result = await site.scan({}, { checks: [check] });
    expect(result.outcome).toBe('COMPLETE');
    expect(site.paths()).toContain('/zebra');
    expect(site.log.length).toBeLessThan(60);
    expect(result.coverage.skipped.find(({ reason }) => reason === 'SAME_TEMPLATE')?.count).toBeGreaterThan(
      390,
    );
    expect(named('PATH').filter((name) => name.startsWith('/item/'))).toEqual(['/item/0 2']);
    expect(named('QUERY')).toEqual(['/calendar month', '/zebra stripes']);
  });

  it('visits every numbered case of a list whose pages are different', async () => {
    const cases = Array.from({ length: 30 }, (_, i) => `<a href="/case/${i}?value=a">${i}</a>`).join('');
    site = await startSite(({ url }) => {
      if (url.pathname === '/') return page(cases);
      const number = /^\/case\/(\d+)$/.exec(url.pathname)?.[1];
      return number === undefined ? notFound : page(`${'<p>'.repeat(Number(number))}case`);
    });
    const { check, named } = collector();
    await site.scan({}, { checks: [check] });
    expect(named('QUERY')).toHaveLength(30);
  });

  it('takes guessed addresses for no pages where every address answers', async () => {
    const script = Array.from(
      { length: 40 },
      (_, i) => `"/chunk/part${String.fromCharCode(97 + (i % 26))}${i}"`,
    ).join();
    site = await startSite(({ url }) =>
      url.pathname === '/real'
        ? page('<form action="/find"><input name="term"></form>')
        : page(`<div id="app"></div><a href="/real">r</a><script>var u=[${script}]</script>`),
    );
    const { check, named } = collector();
    const result = await site.scan({}, { checks: [check] });
    expect(result.coverage.pages).toBe(2);
    expect(named('QUERY')).toEqual(['/find term']);
    expect(result.coverage.skipped.find(({ reason }) => reason === 'LOOKS_MISSING')?.count).toBeGreaterThan(
      40,
    );
  });

  it('offers the names in paths, one a folder', async () => {
    site = await startSite(
      servePages({
        '/': page(
          '<a href="/user/alice">a</a><a href="/user/bob">b</a><a href="/about">x</a><a href="/doc/a.html">d</a>',
        ),
        '/user/alice': page('alice'),
        '/user/bob': page('bob'),
        '/about': page('about'),
        '/doc/a.html': page('doc'),
      }),
    );
    const { check, named } = collector();
    await site.scan({}, { checks: [check] });
    expect(named('PATH')).toEqual(['/user/alice 2', '/preflight-no-such-page 1']);
  });

  it('names itself on every request and sends the custom headers', async () => {
    site = await startSite(servePages({ '/': page('home') }));
    await site.scan({ customHeaders: [['X-Tenant', 'blue']] });
    const scanId = '0196a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b';
    expect(
      site.log.every(
        ({ headers }) => headers['x-preflight-scan'] === scanId && headers['x-tenant'] === 'blue',
      ),
    ).toBe(true);
    expect(site.log[0]?.headers['user-agent']).toContain(`scan ${scanId}`);
  });

  it('never sends faster than the plan says', async () => {
    site = await startSite(servePages({ '/': page('home') }));
    const result = await site.scan({ requestsPerSecond: 2, concurrency: 4 });
    const seconds = (result.completedAt.getTime() - result.startedAt.getTime()) / 1_000;
    expect(seconds).toBeGreaterThanOrEqual((site.log.length - 1) / 2);
  });
});
