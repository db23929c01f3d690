import { afterEach, describe, expect, it } from 'vitest';
import { reflectedXss } from '@/lib/scans/checks/reflected-xss';
import { type LocalSite, notFound, page, type SiteAnswer, startSite } from '../engine/local-site';

let site: LocalSite;
afterEach(() => site.close());

const decoded = (path: string) => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};
const encoded = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');

/** What was found, as `parameter confidence`. */
async function scan(
  paths: readonly string[],
  answer: (path: string, search: URLSearchParams) => SiteAnswer | 'drop' | null,
) {
  site = await startSite(({ url }) =>
    url.pathname === '/'
      ? page(paths.map((path) => `<a href="${path}">go</a>`).join(' '))
      : (answer(url.pathname, url.searchParams) ?? notFound),
  );
  const result = await site.scan({}, { checks: [reflectedXss] });
  return result.findings.map(
    ({ url, parameter, confidence }) => `${new URL(url).pathname} ${parameter?.name} ${confidence}`,
  );
}

describe('text behind a path', () => {
  it.each<[string, string, (path: string) => string]>([
    ['the address of a form', '/pw.php', (path) => `<form action="${path}"><input name=a></form>`],
    ['a style sheet beside the page', '/v1.2/report.html', (path) => `<link href="${path}/../a.css">`],
    ['a page without a dot', '/report', (path) => `<p>You are at ${path}</p>`],
    ['a folder', '/shop/', (path) => `<p>You are at ${path}</p>`],
    ['a script', '/report.cgi', (path) => `<script>var self = '${path}';</script>`],
  ])('is found in %s', async (_name, base, render) => {
    const found = await scan([base], (path) =>
      !path.includes(';') && path.startsWith(base) ? page(render(decoded(path))) : null,
    );
    expect(found).toEqual([`${base} path-info CONFIRMED`]);
  });

  it('is found in a matrix parameter', async () => {
    const found = await scan(['/list.jsp'], (path) =>
      /^\/list\.jsp(?:;|$)/.test(path) ? page(`<a href="${decoded(path)}">next</a>`) : null,
    );
    expect(found).toEqual(['/list.jsp ;x CONFIRMED']);
  });

  it.each<[string, (path: string) => string]>([
    ['encoded for HTML', (path) => encoded(decoded(path))],
    ['as it was asked for', (path) => encoded(path)],
    ['not at all', () => '/pw.php'],
  ])('is safe when printed %s', async (_name, print) => {
    const found = await scan(['/pw.php'], (path) =>
      path.startsWith('/pw.php') ? page(`<form action="${print(path)}"></form>`) : null,
    );
    expect(found).toEqual([]);
  });
});

describe('values that do not arrive whole', () => {
  it.each<[string, (value: string) => string]>([
    ['the last character is cut', (value) => value.slice(0, -1)],
    ['the last two are cut', (value) => value.slice(0, -2)],
    ['the last one is replaced', (value) => `${value.slice(0, -1)}?`],
  ])('are found although %s', async (_name, cut) => {
    const found = await scan(['/find?q=shoes', '/form?q=shoes'], (path, search) => {
      const value = cut(search.get('q') ?? '');
      if (path === '/find') return page(`<p>${value}</p>`);
      return path === '/form' ? page(`<input value="${value}">`) : null;
    });
    expect(found.sort()).toEqual(['/find q CONFIRMED', '/form q CONFIRMED']);
  });

  it.each<[string, (value: string) => SiteAnswer | 'drop' | null]>([
    [
      'a percent sign breaks it',
      (value) => (value.includes('%') ? { status: 500, body: 'bad format' } : null),
    ],
    ['a backslash is refused', (value) => (value.includes('\\') ? { status: 400, body: 'bad value' } : null)],
    ['a percent sign ends the connection', (value) => (value.includes('%') ? 'drop' : null)],
  ])('are found although %s', async (_name, failure) => {
    const found = await scan(['/find?q=shoes'], (path, search) => {
      const value = search.get('q') ?? '';
      return path === '/find' ? (failure(value) ?? page(`<p>${value}</p>`)) : null;
    });
    expect(found).toEqual(['/find q CONFIRMED']);
  });

  it('stay safe when they are encoded', async () => {
    const found = await scan(['/find?q=shoes'], (path, search) =>
      path === '/find' ? page(`<p>${encoded((search.get('q') ?? '').slice(0, -1))}</p>`) : null,
    );
    expect(found).toEqual([]);
  });
});
