import { afterEach, describe, expect, it } from 'vitest';
import { reflectedXss } from '@/lib/scans/checks/reflected-xss';
import { sqlInjection } from '@/lib/scans/checks/sql-injection';
import { queryItems } from '../../../fixtures/sites/sql-items';
import {
  type LocalSite,
  notFound,
  page,
  redirect,
  type SiteHandler,
  type SiteRequest,
  startSite,
} from './local-site';

let site: LocalSite;
afterEach(() => site.close());

async function scan(handler: SiteHandler) {
  site = await startSite(handler);
  return site.scan({}, { checks: [reflectedXss, sqlInjection] });
}

/** Requests that carry a mark where no page lists an input. */
const isSearch = ({ headers }: SiteRequest) => /pf[a-z0-9]{14}/.test(String(headers['user-agent']));
const words =
  'amber birch cedar delta ember frost grove haven inlet jetty knoll lagoon mesa north ocean pine'.split(' ');
const pages = (count: number, path = '/text') =>
  Array.from(
    { length: count },
    (_, index) => `${path}-${words[index % 16]}${words[(index * 7 + 3) % 16]}${'x'.repeat(index >> 4)}`,
  );

function isReadable(sql: string): boolean {
  try {
    return queryItems('mysql', sql).length >= 0;
  } catch {
    return false;
  }
}

describe('the search for headers, cookies and names', () => {
  it('asks each endpoint once where nothing shows', async () => {
    const all = pages(30);
    await scan(({ url }) => {
      if (url.pathname === '/') return page(all.map((one) => `<a href="${one}">${one}</a>`).join(''));
      return all.includes(url.pathname) ? page(`<p>About ${url.pathname.slice(6)}</p>`) : notFound;
    });
    expect(site.log.filter(isSearch)).toHaveLength(all.length + 1);
  });

  it('keeps a few samples of what the frame around all pages repeats', async () => {
    const all = pages(40);
    await scan(({ url, headers }) => {
      const footer = `<footer>Your browser: ${String(headers['user-agent']).replace(/[<>"'&]/g, '')}</footer>`;
      if (url.pathname === '/')
        return page(all.map((one) => `<a href="${one}">${one}</a>`).join('') + footer);
      return all.includes(url.pathname) ? page(`<p>About ${url.pathname.slice(6)}</p>${footer}`) : notFound;
    });
    expect(site.log.filter(isSearch).length).toBeLessThanOrEqual(all.length + 1 + 5 * 6);
  });

  it('does not mistake what changes by itself for an answer', async () => {
    const all = pages(12);
    let count = 0;
    const offer = () => `<aside>${words[count++ % 16]} ${words[(count * 5) % 16]}</aside>`;
    const result = await scan(({ url }) => {
      if (url.pathname === '/')
        return page(all.map((one) => `<a href="${one}">${one}</a>`).join('') + offer());
      return all.includes(url.pathname) ? page(`<p>About ${url.pathname.slice(6)}</p>${offer()}`) : notFound;
    });
    expect(result.findings).toEqual([]);
    expect(site.log.filter(isSearch).length).toBeLessThanOrEqual(20 * all.length);
  });

  it('asks a site whose filter refuses quotation marks with plain marks', async () => {
    const result = await scan(({ url, headers }) => {
      const referer = String(headers.referer ?? '');
      const sent = `${referer} ${headers['user-agent']} ${headers['x-forwarded-for']} ${decodeURIComponent(url.search)}`;
      if (/['"]/.test(sent)) return { status: 403, body: 'Blocked' };
      if (url.pathname === '/') return page('<a href="/from">from</a>');
      return url.pathname === '/from' ? page(`<p>You came from ${referer}</p>`) : notFound;
    });
    const found = result.findings.map(({ parameter }) => parameter?.name);
    expect(found).toContain('Referer');
  });

  it('leaves the signs out of the one header that they are refused in, and of no other', async () => {
    const names = pages(6);
    const result = await scan(({ url, headers }) => {
      if (/['"]/.test(String(headers['accept-language']))) return { status: 400, body: 'Bad request' };
      if (url.pathname === '/') return page(names.map((one) => `<a href="${one}">${one}</a>`).join(''));
      if (!names.includes(url.pathname)) return notFound;
      const agent = String(headers['user-agent']);
      const isBroken =
        url.pathname === names[5] && !isReadable(`SELECT * FROM items WHERE name <> '${agent}'`);
      return isBroken ? { status: 500, body: '<p>Sorry</p>' } : page(`<p>About ${url.pathname.slice(6)}</p>`);
    });
    expect(result.findings.map(({ parameter }) => parameter?.name)).toEqual(['User-Agent']);
  });

  it('leaves every parameter of the request as it was', async () => {
    await scan(({ url }) => {
      if (url.pathname === '/') return page('<a href="/list?shelf=3&amp;order=name">list</a>');
      return url.pathname === '/list' ? page(`<p>${[...url.searchParams.keys()].join(' ')}</p>`) : notFound;
    });
    const asked = site.log.filter(
      ({ url }) => url.pathname === '/list' && [...url.searchParams.keys()].length > 2,
    );
    expect(asked.length).toBeGreaterThan(0);
    for (const { url } of asked) {
      expect(url.searchParams.get('shelf')).toBe('3');
      expect(url.searchParams.get('order')).toBe('name');
    }
  });

  it('sends nothing to what saves', async () => {
    const notes: string[] = [];
    await scan(({ url, method, body }) => {
      if (url.pathname === '/') return page('<a href="/notes">notes</a><a href="/approve?id=3">approve</a>');
      if (url.pathname === '/approve') return page('<p>Approved</p>');
      if (url.pathname !== '/notes') return notFound;
      if (method === 'POST') {
        notes.push(new URLSearchParams(body).get('note') ?? '');
        return redirect('/notes');
      }
      return page(`<ul>${notes.map((note) => `<li>${note.replace(/</g, '&lt;')}`).join('')}</ul>
        <form method=post action=/notes><input name=note><button>Save</button></form>`);
    });
    const saving = site.log.filter(({ method, url }) => method === 'POST' || url.pathname === '/approve');
    expect(saving.filter(isSearch)).toEqual([]);
    expect(saving.filter(({ url, body }) => /^pf/.test(body) || /[?&]pf/.test(url.search))).toEqual([]);
  });

  it('takes a cookie of the session that every page needs for what it is', async () => {
    const all = pages(20);
    await scan(({ url, cookies }) => {
      if (url.pathname === '/')
        return {
          ...page(all.map((one) => `<a href="${one}">${one}</a>`).join('')),
          headers: { 'Set-Cookie': 'member=k7; Path=/' },
        };
      if (!all.includes(url.pathname)) return notFound;
      return cookies === 'member=k7' ? page(`<p>About ${url.pathname.slice(6)}</p>`) : redirect('/');
    });
    expect(site.log.length).toBeLessThanOrEqual(14 * all.length);
  });
});
