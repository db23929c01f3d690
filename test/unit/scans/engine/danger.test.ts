import { afterEach, describe, expect, it } from 'vitest';
import { processorTime } from '../../processor-time';
import {
  DANGEROUS_ADDRESSES,
  DANGEROUS_CONTROLS,
  HARMLESS_ADDRESSES,
  HARMLESS_CONTROLS,
} from './danger-cases';
import { type LocalSite, notFound, page, startSite } from './local-site';

let site: LocalSite;
afterEach(() => site.close());

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
/** An address that says nothing: two letters and a row. */
const makeAddress = (folder: string, index: number) =>
  `/${folder}/${LETTERS[Math.floor(index / 26)]}${LETTERS[index % 26]}`;
const at = (folder: string, snippets: readonly string[]) =>
  snippets.map((snippet, index) => snippet.replaceAll('@', makeAddress(folder, index)));
const PER_PAGE = 16;

/** A site whose pages show the snippets, a few each; every other address is an empty page. */
async function scanSnippets(snippets: readonly string[], checks?: []) {
  const pages = Array.from({ length: Math.ceil(snippets.length / PER_PAGE) }, (_, index) =>
    snippets
      .slice(index * PER_PAGE, (index + 1) * PER_PAGE)
      .map((snippet) => `<section>${snippet}</section>`),
  );
  site = await startSite(({ url }) => {
    const number = /^\/menu\/(\w)$/.exec(url.pathname)?.[1];
    if (number !== undefined) return page(pages[LETTERS.indexOf(number)]?.join('') ?? '');
    if (url.pathname === '/')
      return page(pages.map((_, at) => `<a href="/menu/${LETTERS[at]}">Area</a>`).join(''));
    return /^\/[dchyz]\//.test(url.pathname) ? page(`<p>done ${url.pathname}</p>`) : notFound;
  });
  await site.scan({ maxMinutes: 600 }, checks ? { checks } : {});
  return site.log.map(({ url }) => `${decodeURIComponent(url.pathname)}${decodeURIComponent(url.search)}`);
}

const link = (address: string) => `<a href="${address}">Area</a>`;

describe('what a control says', () => {
  it('is read in all its spellings, and nothing below such a control is ever asked for', async () => {
    expect(DANGEROUS_CONTROLS.length).toBeGreaterThan(100);
    const asked = await scanSnippets(at('d', DANGEROUS_CONTROLS));
    const followed = DANGEROUS_CONTROLS.filter((_, index) =>
      asked.some((path) => path.split('?')[0] === makeAddress('d', index)),
    );
    expect(followed).toEqual([]);
    expect(asked.filter((path) => path.startsWith('/d/') && path !== '/d/')).toEqual([]);
  });

  it('is read in addresses', async () => {
    const asked = await scanSnippets(DANGEROUS_ADDRESSES.map(link));
    // Folders of other paths may be looked at, such as `/z/orders/`.
    const isBelow = (path: string) =>
      DANGEROUS_ADDRESSES.some((address) => path.startsWith(address) || path.startsWith(`${address}/`));
    expect(asked.filter(isBelow)).toEqual([]);
    expect(asked.filter((path) => /delete|publish|shanchu|删除|作废|ban|buy/.test(path))).toEqual([]);
  });

  it('does not keep the scan from what only looks alike', async () => {
    expect(HARMLESS_CONTROLS.length + HARMLESS_ADDRESSES.length).toBeGreaterThan(80);
    const asked = await scanSnippets([...at('h', HARMLESS_CONTROLS), ...HARMLESS_ADDRESSES.map(link)], []);
    const missed = HARMLESS_CONTROLS.filter(
      (_, index) => !asked.some((path) => path.split('?')[0] === makeAddress('h', index)),
    );
    expect(missed).toEqual([]);
    expect(HARMLESS_ADDRESSES.filter((address) => !asked.includes(address))).toEqual([]);
  });
});

describe('a hostile page', () => {
  it.each<[string, string]>([
    ['nested controls', `<div onclick="a">`.repeat(40_000)],
    ['a form with very many children', `<form>${'<br>'.repeat(190_000)}`],
    ['a link with very many children', `<a href="/x">${'<i></i>'.repeat(100_000)}`],
    ['very long handlers', `<a href="/x" onclick="${'a('.repeat(300_000)}">x</a>`],
    ['very long labels', `<a href="/x" title="${'de lete '.repeat(90_000)}">${'删'.repeat(200_000)}</a>`],
    ['very many labels', `<a href="/x" aria-labelledby="${'a '.repeat(300_000)}">x</a>`],
    ['scripts without an end', `<script>${'function a('.repeat(60_000)}</script>`],
  ])('of %s is read in time', async (_what, html) => {
    site = await startSite(({ url }) => (url.pathname === '/' ? page(html) : notFound));
    const spentMs = processorTime();
    const result = await site.scan({}, { checks: [] });
    expect(result.coverage.pages).toBe(1);
    expect(spentMs()).toBeLessThan(15_000);
  });
});

describe('a dangerous place', () => {
  it('stays closed on every other way to it, and its kind is never probed', async () => {
    site = await startSite(({ url }) => {
      if (url.pathname === '/')
        return page(
          '<a href="/list">List</a><a href="/row?op=1">Details</a><script>var u = ["/rows/8/x", "/late?k=1"]</script>',
        );
      if (url.pathname === '/list')
        return page(
          '<a href="/row?op=9" title="Delete">7</a><a href="/rows/7/x" title="Delete">7</a><a href="/late?k=2" title="Ban">7</a>',
        );
      return ['/row', '/late', '/rows/8/x', '/rows/7/x'].includes(url.pathname) ? page('a row') : notFound;
    });
    const result = await site.scan();
    const rows = site.log.filter(({ url }) => url.pathname.startsWith('/row'));
    expect(rows.every(({ url }) => url.search === '?op=1' || url.search === '')).toBe(true);
    expect(site.paths()).not.toContain('/rows/7/x');
    expect(site.log.some(({ url }) => url.pathname === '/late' && url.search !== '?k=1')).toBe(false);
    expect(
      result.coverage.skipped.find(({ reason }) => reason === 'DANGEROUS')?.count,
    ).toBeGreaterThanOrEqual(3);
  });

  it('is closed by the words that a document has for it', async () => {
    const links = {
      items: [
        { href: '/rows/ab', title: 'A row' },
        { rel: 'delete', href: '/rows/cd' },
      ],
      _links: { self: { href: '/rows/ef' }, remove: { href: '/rows/gh' } },
      deleteUrl: '/rows/ij',
    };
    site = await startSite(({ url }) =>
      url.pathname === '/'
        ? page('<a href="/api/rows?x=1">Rows</a>')
        : url.pathname === '/api/rows'
          ? { type: 'application/json', body: JSON.stringify(links) }
          : url.pathname.startsWith('/rows/')
            ? page('a row')
            : notFound,
    );
    await site.scan({}, { checks: [] });
    const rows = [...new Set(site.paths().filter((path) => path.startsWith('/rows/')))];
    expect(rows.sort()).toEqual(['/rows/ab', '/rows/ef']);
  });

  it('is not the page itself behind a script or another method', async () => {
    site = await startSite(({ url }) => {
      if (url.pathname === '/')
        return page(
          '<a href="/" onclick="logout()">Log out</a><a href="/notes/ab?v=1">Note</a><a href="/notes/ab?v=1" data-method="delete">Delete</a>',
        );
      return url.pathname === '/notes/ab'
        ? page('<a href="#" onclick="deleteNote()">Delete</a>note')
        : notFound;
    });
    await site.scan();
    expect(site.log.filter(({ url }) => url.pathname === '/notes/ab').length).toBeGreaterThan(1);
  });

  it('is not ticked in a form that is sent for another reason', async () => {
    site = await startSite(({ url }) =>
      url.pathname === '/'
        ? page(
            '<form action="/find"><input name="term"><input type="checkbox" name="delete_all" value="1"><button>Find</button></form>',
          )
        : url.pathname === '/find'
          ? page('found')
          : notFound,
    );
    await site.scan();
    const sent = site.log.filter(({ url }) => url.pathname === '/find');
    expect(sent.length).toBeGreaterThan(1);
    expect(sent.some(({ url }) => url.searchParams.has('delete_all'))).toBe(false);
  });

  it('is a checkout whose page is read and whose forms are not sent', async () => {
    site = await startSite(({ url }) =>
      url.pathname === '/'
        ? page('<a href="/checkout">Checkout</a>')
        : url.pathname === '/checkout'
          ? page(
              '<form method="post"><input name="coupon"><button>Next</button></form><form action="/checkout"><input name="zip"><button>Next</button></form>',
            )
          : notFound,
    );
    await site.scan();
    expect(site.log.some(({ url }) => url.pathname === '/checkout')).toBe(true);
    expect(site.log.some(({ method, url }) => method === 'POST' || url.searchParams.has('zip'))).toBe(false);
  });
});
