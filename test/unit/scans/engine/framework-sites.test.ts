import { afterEach, describe, expect, it } from 'vitest';
import { CHECKS } from '@/lib/scans/checks/registry';
import {
  type LocalSite,
  notFound,
  page,
  redirect,
  type SiteAnswer,
  type SiteHandler,
  startSite,
} from './local-site';

let site: LocalSite;
afterEach(() => site.close());

const encoded = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
const json = (value: unknown, status = 200): SiteAnswer => ({
  status,
  type: 'application/json',
  body: JSON.stringify(value),
});
const q = (url: URL, name = 'q') => url.searchParams.get(name) ?? '';

/** What the active classes end with: the parameters with findings, or the state. */
async function scanned(handler: SiteHandler) {
  site = await startSite(handler);
  const checks = CHECKS.filter(({ kind }) => kind === 'active');
  const { checklist, findings } = await site.scan({}, { checks });
  return Object.fromEntries(
    checklist
      .filter(({ class: name }) => ['XSS', 'SQL_INJECTION', 'URL_REDIRECTION'].includes(name))
      .map((entry) => {
        const found = findings.filter((finding) => finding.class === entry.class);
        const names = [...new Set(found.map(({ parameter }) => parameter?.name))].sort().join(' ');
        return [entry.class, entry.state === 'NOT_TESTED' ? entry.reason : names || entry.state];
      }),
  );
}
const CLEAN = { XSS: 'CLEAN', SQL_INJECTION: 'CLEAN', URL_REDIRECTION: 'CLEAN' };

const home = (links: string) => page(`<h1>Shop</h1>${links}`);
const routed =
  (links: string, routes: Readonly<Record<string, SiteHandler>>): SiteHandler =>
  (request) =>
    request.url.pathname === '/' ? home(links) : (routes[request.url.pathname]?.(request) ?? notFound);

describe('clean sites as frameworks build them', () => {
  it.each<[string, SiteHandler]>([
    [
      'Express: 404 that repeats the encoded path, JSON search',
      ({ url }) => {
        if (url.pathname === '/') return home('<a href="/api/search?q=lamp">s</a>');
        if (url.pathname === '/api/search') return json({ query: q(url), hits: [] });
        return { status: 404, body: `<pre>Cannot GET ${encodeURI(url.pathname)}</pre>` };
      },
    ],
    [
      'Django: escaped search, number in the path or 404',
      ({ url }) => {
        if (url.pathname === '/') return home('<a href="/find/?q=lamp">s</a> <a href="/item/7/">i</a>');
        if (url.pathname === '/find/') return page(`<input name="q" value="${encoded(q(url))}">`);
        return /^\/item\/\d+\/$/.test(url.pathname) ? page('Lamp number seven') : notFound;
      },
    ],
    [
      'Rails: 400 for a malformed value, next only below the site',
      routed('<a href="/go?next=/a">g</a> <a href="/items?page=2">i</a>', {
        '/go': ({ url }) => redirect(/^\/\w*$/.test(q(url, 'next')) ? q(url, 'next') : '/'),
        '/a': () => page('Here'),
        '/items': ({ url }) =>
          /^\d+$/.test(q(url, 'page'))
            ? page(`Page ${q(url, 'page')}`)
            : { status: 400, body: '<h1>Bad Request</h1>' },
      }),
    ],
    [
      'Laravel: validation that goes back to the page',
      routed('<a href="/list?sort=name">l</a>', {
        '/list': ({ url }) =>
          ['name', 'price'].includes(q(url, 'sort')) ? page('Sorted list') : redirect('/list?sort=name'),
      }),
    ],
    [
      'Spring: 400 in JSON for a wrong type',
      routed('<a href="/api/item?id=7">i</a>', {
        '/api/item': ({ url }) =>
          /^\d+$/.test(q(url, 'id'))
            ? json({ id: Number(q(url, 'id')), name: 'Lamp' })
            : json({ status: 400, error: 'Bad Request', path: '/api/item' }, 400),
      }),
    ],
    [
      'WordPress: search with its words encoded',
      ({ url }) =>
        url.searchParams.has('s')
          ? page(`<h1>Search results for: ${encoded(q(url, 's'))}</h1><p>Nothing Found</p>`)
          : url.pathname === '/'
            ? home('<form action="/"><input name="s"><button>Search</button></form>')
            : notFound,
    ],
    [
      'an application of one page: the same shell for every address',
      ({ url }) =>
        url.pathname === '/api/find'
          ? json([{ name: 'Lamp', of: q(url) }])
          : page('<div id="app"></div><a href="#/a">a</a><script>fetch("/api/find?q=" + term)</script>'),
    ],
    [
      'a slug or the list',
      ({ url }) => {
        if (url.pathname === '/') return home('<a href="/tag/lamps">t</a> <a href="/tag?name=lamps">u</a>');
        const name = url.pathname.startsWith('/tag/') ? url.pathname.slice(5) : q(url, 'name');
        return name === 'lamps' ? page('All lamps in the shop') : page('No such tag. Choose another one.');
      },
    ],
    [
      'full text in which marks of punctuation are nothing',
      routed('<a href="/s?q=lamp">s</a>', {
        '/s': ({ url }) =>
          page(/lamp/.test(q(url)) ? '<li>Red lamp</li><li>Blue lamp</li>' : '<p>No hits</p>'),
      }),
    ],
  ])('%s', async (_name, handler) => expect(await scanned(handler)).toEqual(CLEAN));
});

const ATTACK = /['"<>`\\]|--|\/\*|javascript:|\band\b|\bor\b|\/\//i;
const echo: SiteHandler = ({ url }) => page(`<p>${q(url)}</p>`);

describe('vulnerable sites behind filters', () => {
  it.each<[string, (value: string, url: URL) => SiteAnswer | null]>([
    [
      'Cloudflare: a challenge with 403',
      () => ({ status: 403, headers: { Server: 'cloudflare' }, body: '<title>Just a moment...</title>' }),
    ],
    ['Akamai: access denied', () => ({ status: 403, body: '<h1>Access Denied</h1>Reference #18.2f' })],
    ['ModSecurity: 406', () => ({ status: 406, body: 'Not Acceptable!' })],
    [
      'a proxy: 400 from nginx',
      () => ({ status: 400, body: '<center><h1>400 Bad Request</h1></center><hr><center>nginx</center>' }),
    ],
    ['a support number with 200', () => page('The requested URL was rejected. Your support ID is: 123')],
    ['JSON with 200', () => json({ code: 405, msg: 'blocked' })],
    ['a polite sentence', () => page('<p>Nothing here</p>')],
    ['a puzzle', () => page('<script>location.reload()</script><noscript>Turn scripts on</noscript>')],
    ['the same page without a query', (_value, url) => redirect(url.pathname)],
  ])('%s', async (_name, refuse) => {
    const filtered: SiteHandler = (request) =>
      (ATTACK.test(q(request.url)) ? refuse(q(request.url), request.url) : null) ?? echo(request);
    const state = await scanned(
      routed('<a href="/s?q=lamp">s</a> <a href="/t?q=12">t</a>', { '/s': filtered, '/t': filtered }),
    );
    expect(state).toMatchObject({ XSS: 'PROBES_REFUSED', SQL_INJECTION: 'PROBES_REFUSED' });
  });

  it.each<[string, RegExp]>([
    ['only scripts', /<script|javascript:/i],
    ['only words of SQL', /\bunion\b|\bselect\b/i],
  ])('are found where the filter leaves a way: %s', async (_name, pattern) => {
    const filtered: SiteHandler = (request) =>
      pattern.test(q(request.url)) ? page('Nothing here') : echo(request);
    expect(await scanned(routed('<a href="/s?q=lamp">s</a>', { '/s': filtered }))).toMatchObject({
      XSS: 'q',
    });
  });
});
