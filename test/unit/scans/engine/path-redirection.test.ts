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
