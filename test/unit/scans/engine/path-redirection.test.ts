import { afterEach, expect, test } from 'vitest';
import { pathRedirection } from '@/lib/scans/checks/redirects/path-redirection';
import { type LocalSite, notFound, page, redirect, type SiteAnswer, startSite } from './local-site';

let site: LocalSite;
afterEach(() => site.close());

const HOME = page('<a href="/guide/">Guide</a><a href="/en/guide/">English</a><a href="/out/a">a</a>');
const PAGES: Record<string, SiteAnswer> = {
  '/': HOME,
  '/guide/': page('Guide'),
  '/en/guide/': page('Guide'),
  '/out/a': page('a'),
};

async function found(answer: (path: string) => SiteAnswer) {
  // The path as it came: a URL would read two slashes at its beginning as a host.
  site = await startSite(({ url }) => PAGES[url.pathname] ?? answer(url.pathname));
  const { findings } = await site.scan({}, { checks: [pathRedirection] });
  return findings.map(
    ({ url, confidence, severity }) => `${new URL(url).pathname} ${confidence} ${severity}`,
  );
}

test.each<[string, string, (path: string) => SiteAnswer]>([
  ['adds a slash', '/', (path) => (path.endsWith('/') ? notFound : redirect(`${path}/`))],
  ['takes slashes away', '/', (path) => (/.\/$/.test(path) ? redirect(path.replace(/\/+$/, '')) : notFound)],
  [
    'decodes and repeats',
    '/',
    (path) => (/%2f/.test(path) ? redirect(`${decodeURIComponent(path).slice(1)}/`) : notFound),
  ],
  [
    'reads a backslash as a slash',
    '/',
    (path) => (/%5c/.test(path) ? redirect(path.replace('%5c', '\\')) : notFound),
  ],
  [
    'writes it into a script',
    '/',
    (path) => page(`<script>location = ${JSON.stringify(`${path}?a`)}</script>`),
  ],
  ['cuts a language off', '/en/', (path) => (path.startsWith('/en//') ? redirect(path.slice(3)) : notFound)],
  [
    'goes out to what is behind',
    '/out/',
    (path) => (path.startsWith('/out/h') ? redirect(path.slice(5)) : notFound),
  ],
])('a site that %s', async (_name, place, answer) => {
  expect(await found(answer)).toEqual([`${place} CONFIRMED HIGH`]);
});

test.each<[string, (path: string) => SiteAnswer]>([
  [
    'adds a slash to a path of one slash',
    (path) => redirect(`${path.replace(/^[/\\]+/, '/').replace(/%(?:2f|5c)/gi, '')}/`),
  ],
  ['puts its own host in front', (path) => redirect(`https://shop.test${path}/`)],
  ['carries the path as a value', (path) => redirect(`/login?next=${encodeURIComponent(path)}`)],
  ['shows the path', (path) => page(`<p>${path}</p><a href="${path}">${path}</a>`)],
  ['answers nothing', () => notFound],
])('no finding where a site %s', async (_name, answer) => {
  expect(await found(answer)).toEqual([]);
});

const rest = (path: string) => path.slice('/leave/'.length);

test.each<[string, string, string[], (path: string) => SiteAnswer]>([
  [
    'as a whole, encoded',
    '/leave/http%3A%2F%2Fpartner.invalid%2Foffer',
    ['/leave/ CONFIRMED HIGH'],
    (path) => redirect(decodeURIComponent(rest(path))),
  ],
  [
    'behind a scheme',
    '/leave/partner.invalid/offer',
    ['/leave/ CONFIRMED HIGH'],
    (path) => redirect(`http://${rest(path)}`),
  ],
  ['behind a slash', '/leave/home/start', ['/leave/ CONFIRMED HIGH'], (path) => redirect(`/${rest(path)}`)],
  [
    'as a name of its own',
    '/leave/start.html',
    ['/leave/ CONFIRMED HIGH'],
    (path) => redirect(decodeURIComponent(rest(path))),
  ],
  [
    'of partners only',
    '/leave/http%3A%2F%2Fpartner.invalid%2Foffer',
    [],
    (path) => (/partner/.test(path) ? redirect(decodeURIComponent(rest(path))) : notFound),
  ],
  [
    'behind a slash that stays one',
    '/leave/home/start',
    [],
    (path) => redirect(`/${rest(path).replace(/^\/+/, '')}`),
  ],
  ['of its own below its root', '/leave/home/start', [], (path) => redirect(`/shop/${rest(path)}`)],
])('a site that leads on to what its path says, %s', async (_name, link, expected, answer) => {
  const given = (path: string) => (path.startsWith('/leave/') ? answer(path) : notFound);
  site = await startSite(({ url }) =>
    url.pathname === '/' ? page(`<a href="${link}">Leave</a>`) : given(url.pathname),
  );
  const { findings } = await site.scan({}, { checks: [pathRedirection] });
  expect(
    findings.map(({ url, confidence, severity }) => `${new URL(url).pathname} ${confidence} ${severity}`),
  ).toEqual(expected);
});
