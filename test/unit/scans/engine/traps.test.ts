import { afterEach, describe, expect, it } from 'vitest';
import { canonicalUrl, repeatsItself } from '@/lib/scans/engine/crawl/scope-url';
import { type LocalSite, notFound, page, startSite } from './local-site';

let site: LocalSite;
afterEach(() => site.close());

const skipped = (result: Awaited<ReturnType<LocalSite['scan']>>, reason: string) =>
  result.coverage.skipped.find((group) => group.reason === reason)?.count ?? 0;
/** Words that differ for each number, the same every time. */
const wordsFor = (seed: number, count: number) =>
  Array.from({ length: count }, (_, i) =>
    ((seed * 7919 + i * 104_729) % 2_147_483_647).toString(36).replace(/\d/g, 'k'),
  );
const makeSeed = (text: string) => [...text].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) % 1_000_003, 7);

describe('a crawl ends', () => {
  it('where every address is the home page and its links are relative', async () => {
    site = await startSite(() =>
      page(
        '<h1>Shop</h1><a href="about/">about</a><a href="b/x/">b</a><a href="cart?id=1">c</a><p>hello and welcome</p>',
      ),
    );
    const result = await site.scan({ maxRequests: 600 });
    expect(result.outcome).toBe('COMPLETE');
    expect(result.coverage.pages).toBeLessThanOrEqual(4);
    expect(result.coverage.warnings.map(({ code }) => code)).toContain('CATCH_ALL_200');
  });

  it('where error pages with status 404 link relatively', async () => {
    site = await startSite(({ url }) =>
      url.pathname === '/'
        ? page('<a href="news/list/">News</a>')
        : { status: 404, body: '<a href="next/more/">more</a><a href="other/x/">x</a>' },
    );
    const result = await site.scan({}, { checks: [] });
    expect(result.outcome).toBe('COMPLETE');
    expect(site.log.length).toBeLessThan(40);
  });

  it('where every page is built alike, says other words and links deeper', async () => {
    site = await startSite(({ url }) => {
      const words = wordsFor(makeSeed(url.pathname), 12);
      const links = words.slice(0, 4).map((word) => `<li><a href="${word}/">${word}</a></li>`);
      return page(`<h1>${words[5]}</h1><ul>${links.join('')}</ul><p>${words.slice(6).join(' ')}</p>`);
    });
    const result = await site.scan({ maxRequests: 4_000 }, { checks: [] });
    expect(result.outcome).toBe('COMPLETE');
    expect(site.log.length).toBeLessThan(400);
    // Some hundreds of real pages on a busy machine.
  });

  const FILTERS = ['color', 'size', 'brand', 'stock', 'sale', 'fit', 'year', 'rate', 'ship', 'gift'];
  /** A list whose filters can be combined; `show` says what a choice of them shows. */
  const startList = (show: (chosen: readonly string[]) => string) =>
    startSite(({ url }) => {
      if (url.pathname !== '/list') return url.pathname === '/' ? page('<a href="/list">List</a>') : notFound;
      const links = FILTERS.filter((name) => !url.searchParams.has(name)).map((name) => {
        const next = new URLSearchParams(url.searchParams);
        next.set(name, 'x');
        return `<a href="/list?${next}">${name}</a>`;
      });
      return page(`${links.join('')}${show([...url.searchParams.keys()])}`);
    });

  it('where filters and orders of one list can be combined', async () => {
    const tags = ['p', 'table', 'ul', 'dl', 'h2', 'pre', 'figure', 'nav', 'aside', 'ol'];
    site = await startList((chosen) => chosen.map((name) => `<${tags[FILTERS.indexOf(name)]}>`).join(''));
    const result = await site.scan({}, { checks: [] });
    expect(site.log.length).toBeLessThan(120);
    expect(skipped(result, 'KIND_LIMIT')).toBeGreaterThan(0);
    expect(result.coverage.warnings.map(({ code }) => code)).toContain('PAGES_LEFT_OUT');
  });

  it('where they are combined to lists that are all built alike, and nothing was left out', async () => {
    site = await startList((chosen) => '<p>'.repeat(chosen.length));
    const result = await site.scan({}, { checks: [] });
    expect(site.log.length).toBeLessThan(120);
    expect(skipped(result, 'SAME_TEMPLATE')).toBeGreaterThan(0);
    expect(result.outcome).toBe('COMPLETE');
    expect(new Set(site.log.flatMap(({ url }) => [...url.searchParams.keys()]))).toEqual(new Set(FILTERS));
  });

  it('where the days of an endless calendar are not there', async () => {
    site = await startSite(({ url }) => {
      const month = Number(url.searchParams.get('month') ?? 5);
      if (url.pathname === '/') return page('<a href="/calendar">Calendar</a><a href="/news?id=1">News</a>');
      if (url.pathname === '/news') return page('<p>News</p>');
      if (url.pathname !== '/calendar') return notFound;
      const days = Array.from({ length: 28 }, (_, day) => `<a href="/day?date=${month}-${day}">${day}</a>`);
      return page(`${days.join('')}<a href="/calendar?month=${month + 1}">next</a>`);
    });
    const result = await site.scan({}, { checks: [] });
    expect(result.outcome).toBe('COMPLETE');
    expect(site.paths().filter((path) => path === '/day').length).toBeLessThan(10);
    expect(site.paths()).toContain('/news');
  });

  it('where each answer hands out another session id', async () => {
    let sessions = 0;
    site = await startSite(({ url }) => {
      sessions += 1;
      const sid = `${sessions}`.padStart(26, 'a');
      return url.pathname === '/' || url.pathname === '/shop'
        ? page(`<a href="/shop?PHPSESSID=${sid}">Shop</a><a href="/?sid=${sid}">Home</a>`)
        : notFound;
    });
    await site.scan({}, { checks: [] });
    expect(site.log.filter(({ url }) => url.pathname === '/shop')).toHaveLength(1);
  });

  it.each(['/openapi.json', '/v3/api-docs', '/sitemap.xml', '/robots.txt'])(
    'without reading a page that answers for %s',
    async (guess) => {
      site = await startSite(({ url }) =>
        url.pathname === '/'
          ? page('home')
          : url.pathname === guess
            ? page('<a href="/trap/deep">in</a><form action="/trap/find"><input name="q"></form>')
            : notFound,
      );
      const result = await site.scan();
      expect(result.coverage.pages).toBe(1);
      expect(site.paths().some((path) => path.startsWith('/trap'))).toBe(false);
    },
  );
});

it('reads no links of data that answers for a guessed document', async () => {
  site = await startSite(({ url }) =>
    url.pathname === '/'
      ? page('home')
      : url.pathname === '/openapi.json'
        ? { type: 'application/json', body: '{"home":"/","next":"/trap/deep"}' }
        : notFound,
  );
  const result = await site.scan({}, { checks: [] });
  expect(result.coverage.pages).toBe(1);
  expect(site.paths()).not.toContain('/trap/deep');
});

describe('what only looks like a trap', () => {
  it('is a front controller with many pages', async () => {
    const words = wordsFor(3, 60);
    site = await startSite(({ url }) =>
      url.pathname === '/'
        ? page(words.map((word) => `<a href="/index.php?page=${word}&id=1">p</a>`).join(''))
        : url.pathname === '/index.php'
          ? page(`${'<p>'.repeat(words.indexOf(url.searchParams.get('page') ?? ''))}x`)
          : notFound,
    );
    await site.scan({}, { checks: [] });
    const seen = new Set(site.log.map(({ url }) => url.searchParams.get('page')));
    expect(words.filter((word) => !seen.has(word))).toEqual([]);
  });

  it('is a folder of readable names with inputs, however alike they look', async () => {
    const names = Array.from(
      { length: 120 },
      (_, i) => `SecurityExample${String(i).padStart(5, '0')}Redirect`,
    );
    site = await startSite(({ url }) => {
      if (url.pathname === '/') return page(names.map((name) => `<a href="/cases/${name}">c</a>`).join(''));
      return url.pathname.startsWith('/cases/')
        ? page(`<form action="${url.pathname}"><input name="to"></form>`)
        : notFound;
    });
    await site.scan({}, { checks: [] });
    expect(names.filter((name) => !site.paths().includes(`/cases/${name}`))).toEqual([]);
  });

  it('is a page whose words are in its own path', async () => {
    site = await startSite(({ url }) =>
      url.pathname === '/about'
        ? page('<h1>About us</h1><p>About the people who make it</p><a href="/team">Team</a>')
        : url.pathname === '/team'
          ? page('<h1>Team</h1>')
          : url.pathname === '/'
            ? page('<a href="/about">About</a>')
            : page('<h1>Sorry</h1><p>Nothing is here</p>'),
    );
    await site.scan({}, { checks: [] });
    expect(site.paths()).toContain('/team');
  });
});

describe('a path that repeats itself', () => {
  it.each(['/about/about/about', '/a/b/a/b', '/x/a/b/c/a/b/c', '/shop/a/shop/b/shop'])('%s', (path) =>
    expect(repeatsItself(new URL(`https://shop.example${path}`))).toBe(true),
  );
  it.each(['/news/news', '/a/b/c', '/1/1/1/1', '/2026/05/2026/05', '/en/docs/en', '/'])('is not %s', (path) =>
    expect(repeatsItself(new URL(`https://shop.example${path}`))).toBe(false),
  );
});

describe('one spelling of an address', () => {
  it.each([
    ['/a?PHPSESSID=abcdefabcdefabcdef12&x=1', '/a?x=1'],
    ['/a;jsessionid=0A1B2C3D4E5F6071?x=1', '/a?x=1'],
    ['/a?session=3&x=1', '/a?session=3&x=1'],
  ])('%s → %s', (from, to) =>
    expect(canonicalUrl(new URL(from, 'https://shop.example'))).toBe(`https://shop.example${to}`),
  );
});
