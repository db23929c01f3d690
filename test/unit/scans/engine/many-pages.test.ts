import { afterEach, describe, expect, it } from 'vitest';
import { reflectedXss } from '@/lib/scans/checks/reflected-xss';
import { type LocalSite, notFound, page, type SiteHandler, startSite } from './local-site';

let site: LocalSite;
afterEach(() => site.close());

const SYLLABLES = 'ba ce di fo gu la me ni po ru'.split(' ');
/** Four syllables for every number below 10,000: `lamp-ba-ce-di-fo`. */
const slugOf = (index: number): string =>
  `lamp-${[...String(index).padStart(4, '0')].map((digit) => SYLLABLES[Number(digit)]).join('-')}`;
const COUNT = 10_000;
const PER_LIST = 100;
const numbers = new Map(Array.from({ length: COUNT }, (_, index) => [slugOf(index), index] as const));
const menu =
  '<a href="/list?page=1">lamps</a><form action="/find"><input name="q"><button>Search</button></form>';

/** A shop whose products have names instead of numbers; `product` says what one of them shows besides its name. */
const shopOf =
  (product: (slug: string, url: URL) => string): SiteHandler =>
  ({ url }) => {
    if (url.pathname === '/') return page(menu);
    if (url.pathname === '/find') return page(`${menu}<p>Nothing for ${url.searchParams.get('q')}</p>`);
    if (url.pathname === '/list') {
      const from = (Number(url.searchParams.get('page')) - 1) * PER_LIST;
      const slugs = Array.from({ length: PER_LIST }, (_, index) => slugOf(from + index));
      const next = from + PER_LIST < COUNT ? `<a href="/list?page=${from / PER_LIST + 2}">next</a>` : '';
      return page(menu + slugs.map((slug) => `<a href="/product/${slug}">${slug}</a>`).join('') + next);
    }
    const slug = url.pathname.replace('/product/', '');
    return numbers.has(slug) ? page(`${menu}<h1>${slug}</h1>${product(slug, url)}`) : notFound;
  };

describe('ten thousand product pages', () => {
  it('do not eat the scan, and what is beside them is found', async () => {
    site = await startSite(shopOf(() => '<p>A lamp for every room</p>'));
    const result = await site.scan({}, { checks: [reflectedXss] });
    expect(result.findings.map(({ url }) => new URL(url).pathname)).toContain('/find');
    expect(result.counters.requests).toBeLessThanOrEqual(700);
  });

  it('are still tested by a sample: a fault that all of them have is found', async () => {
    site = await startSite(
      shopOf(
        (_slug, url) => `<p>Seen from ${url.searchParams.get('from') ?? ''}</p><a href="?from=list">here</a>`,
      ),
    );
    // Each takes values and counts for itself, so the limit ends the scan; what is beside them has had its turn.
    const result = await site.scan({ maxRequests: 1_500 }, { checks: [reflectedXss] });
    expect(result.outcome).toBe('INCOMPLETE');
    const found = result.findings.map(({ parameter }) => parameter?.name);
    expect(found).toEqual(expect.arrayContaining(['q', 'from']));
  });

  it('are not taken for each other where one of them takes values', async () => {
    const odd = slugOf(7);
    site = await startSite(
      shopOf((slug, url) =>
        slug === odd
          ? `<form action="/product/${odd}"><input name="size"><button>Show</button></form><p>Size ${url.searchParams.get('size') ?? ''}</p>`
          : '<p>A lamp for every room</p>',
      ),
    );
    const result = await site.scan({}, { checks: [reflectedXss] });
    expect(result.findings.map(({ parameter }) => parameter?.name)).toContain('size');
  });

  it('are known by what their links ask for where that does nothing, and stand for each other', async () => {
    const shop = shopOf(
      (slug) => `<a href="/product/${slug}?ref=similar">similar</a><p>A lamp for every room</p>`,
    );
    site = await startSite(shop);
    const result = await site.scan({}, { checks: [reflectedXss] });
    expect(result.findings.map(({ url }) => new URL(url).pathname)).toContain('/find');
    expect(result.outcome).toBe('COMPLETE');
    expect(result.counters.requests).toBeLessThanOrEqual(2_000);
  });
});

it('opens every page of a folder that does something with what its links ask for', async () => {
  const names = Array.from({ length: 100 }, (_, index) => `/shelf/${slugOf(index)}`);
  site = await startSite(({ url }) => {
    if (url.pathname === '/')
      return page(names.map((name) => `<a href="${name}?of=pine">${name}</a>`).join(''));
    if (!names.includes(url.pathname)) return notFound;
    // What changes is no more than a word, and only for what is asked for.
    return page(`<p>${url.searchParams.get('of') === 'pine' ? 'Three left' : 'Nothing found'}</p>`);
  });
  await site.scan({}, { checks: [reflectedXss] });
  expect(names.filter((name) => !site.paths().includes(name))).toEqual([]);
});
