import { describe, expect, it } from 'vitest';
import type { Outbound } from '@/lib/http/exchange';
import type { Check } from '@/lib/scans/checks/check';
import { reflectedXss } from '@/lib/scans/checks/reflected-xss';
import { CHECKS } from '@/lib/scans/checks/registry';
import { readFields, writeFields } from '@/lib/scans/engine/resume/plain-fields';
import { runScan } from '@/lib/scans/engine/run-scan';
import type { ScanResult } from '@/lib/scans/rules/result';
import { notFound, page, redirect, startSite } from './local-site';
import { planFor } from './plan-for';

const checks = CHECKS.filter(({ id, kind }) => kind !== 'browser' && !/tls|shells|exposed/.test(id));

/** A shop with a search, items, a form that reads and a profile that saves. */
async function startShop() {
  const kept = { motto: 'Light for all' };
  const cookie = { 'Set-Cookie': 'basket=empty-basket; Path=/' };
  const site = await startSite(({ url, method, body, cookies }) => {
    const { pathname, searchParams } = url;
    if (pathname === '/')
      return {
        ...page(
          '<a href="/search?q=lamp">Search</a><a href="/items/1">One</a><a href="/items/2">Two</a><a href="/profile">Profile</a><a href="/basket">Basket</a><a href="/admin/delete?id=1">Delete</a>',
        ),
        headers: cookie,
      };
    if (pathname === '/search') return page(`<p>You searched for ${searchParams.get('q')}</p>`);
    if (/^\/items\/\d$/.test(pathname))
      return page(`<p>Item ${pathname.at(-1)}</p><a href="/items/3">Next</a>`);
    if (pathname === '/basket')
      return cookies.includes('basket') ? page('<a href="/order?no=1">Order</a>') : notFound;
    if (pathname === '/order') return page(`<p>Order <b title="${searchParams.get('no')}">here</b></p>`);
    if (pathname === '/profile' && method === 'POST') {
      kept.motto = new URLSearchParams(body).get('motto') ?? '';
      return redirect('/profile');
    }
    if (pathname === '/profile')
      return page(
        `<form method="post"><input name="motto" value="${kept.motto.replace(/[<"]/g, '')}"><button>Save profile</button></form><p>${kept.motto}</p>`,
      );
    return notFound;
  });
  return { kept, site, ...planFor(site) };
}

const SEARCHES = 'abcdefghijklmnop'.split('');

/** Many pages that show what they are asked for, so slowly that a minute is six requests. */
async function startSearches() {
  const site = await startSite(({ url }) =>
    url.pathname === '/'
      ? page(SEARCHES.map((name) => `<a href="/${name}${name}/find?q=tea">${name}</a>`).join(''))
      : page(`<p>${url.searchParams.get('q')}</p>`),
  );
  const { plan, deps } = planFor(site);
  return { kept: { motto: '' }, site, plan: { ...plan, requestsPerSecond: 0.1 }, deps };
}

/** What a report says, without what differs between two runs: marks, times and how much was sent. */
const told = ({ findings, checklist, coverage, outcome, reason }: ScanResult) => ({
  findings: findings.map((one) => [one.fingerprint, one.confidence, one.severity]).sort(),
  ...{ checklist, coverage, outcome, reason },
});

/** The same of two sites. */
const names = (one: ScanResult) => ({
  ...JSON.parse(JSON.stringify(told(one)).replaceAll(/127\.0\.0\.1:\d+/g, 'site')),
  findings: one.findings
    .map(({ checkId, sink, parameter, confidence }) => `${checkId} ${sink} ${parameter?.name} ${confidence}`)
    .sort(),
});

type Shop = Awaited<ReturnType<typeof startShop>>;

/** Runs until `isGone` says so; then no answer comes. @returns what was kept */
async function lose(
  shop: Shop,
  isGone: (request: { method: string; url: string }) => boolean,
  own: readonly Check[] = checks,
) {
  const { plan, deps } = shop;
  let state: Uint8Array | null = null;
  let journal: Uint8Array | null = null;
  let putBack: readonly object[] = [];
  let requests = 0;
  await new Promise<void>((onGone) => {
    const real = deps(own);
    const underWay: Promise<unknown>[] = [];
    let isLost = false;
    const outbound: Outbound = {
      send: async (request) => {
        isLost ||= state !== null && isGone(request);
        if (isLost) {
          void Promise.allSettled(underWay).then(() => onGone());
          return new Promise<never>(() => undefined);
        }
        const answer = real.outbound.send(request);
        underWay.push(answer);
        return answer;
      },
    };
    void runScan(plan, {
      ...real,
      outbound,
      onProgress: ({ counters }) => {
        requests = counters.requests;
      },
      putBack: {
        first: [],
        keep: async (open) => {
          putBack = open;
        },
      },
      resume: {
        used: { requests: 0, elapsedMs: 0 },
        state: null,
        keep: async (bytes) => {
          state = bytes;
        },
        journal: null,
        keepJournal: async (bytes) => {
          journal = bytes;
        },
      },
    });
  });
  return { state, journal, putBack, requests };
}

async function goOn(
  shop: Shop,
  { state, journal, putBack, requests }: Awaited<ReturnType<typeof lose>>,
  change: { state?: Uint8Array | null; journal?: Uint8Array | null } = {},
  own: readonly Check[] = checks,
) {
  shop.site.log.length = 0;
  const result = await runScan(shop.plan, {
    ...shop.deps(own),
    putBack: { first: putBack as never, keep: async () => undefined },
    resume: {
      ...{ used: { requests, elapsedMs: 60_000 }, state, keep: async () => undefined },
      ...{ journal, keepJournal: async () => undefined, ...change },
    },
  });
  return result;
}

describe('a scan whose worker is lost', () => {
  it('goes on behind the crawl, and tells the same in the end', async () => {
    const whole = await startShop();
    const undisturbed = await runScan(whole.plan, whole.deps(checks));
    expect(undisturbed.findings.length).toBeGreaterThan(3);
    const shop = await startShop();
    const lost = await lose(shop, () => true);
    const result = await goOn(shop, lost);
    expect(names(result)).toEqual(names(undisturbed));
    // No page is opened for its own sake again: the first request is the one that reaches the site.
    expect(
      shop.site
        .paths()
        .slice(1)
        .filter((path) => path === '/items/3' || path === '/robots.txt'),
    ).toEqual([]);
    expect(result.counters.requests).toBe(lost.requests + shop.site.log.length);
  });

  it('goes on within the active phase, and tells the same in the end', async () => {
    const whole = await startSearches();
    const undisturbed = await runScan(whole.plan, whole.deps([reflectedXss]));
    expect(undisturbed.findings).toHaveLength(SEARCHES.length);
    const { log } = whole.site;
    const shop = await startSearches();
    const lost = await lose(shop, () => shop.site.log.length > log.length * 0.8, [reflectedXss]);
    const result = await goOn(shop, lost, {}, [reflectedXss]);
    expect(names(result)).toEqual(names(undisturbed));
    expect(shop.site.log.length).toBeLessThan(log.length * 0.5);
  });

  it('goes on after the active phase began, and gives back its own value first', async () => {
    const shop = await startShop();
    const lost = await lose(shop, ({ url }) => shop.kept.motto.startsWith('pf') && url.includes('/search'));
    expect(shop.kept.motto).toMatch(/^pf/);
    const result = await goOn(shop, lost);
    expect(result.outcome).toBe('COMPLETE');
    expect(shop.kept.motto).toBe('Light for all');
    const listOwn = ({ site }: Shop) =>
      site.log
        .filter(({ method }) => method === 'POST')
        .map(({ body }) => new URLSearchParams(body).get('motto') === 'Light for all');
    const whole = await startShop();
    await runScan(whole.plan, whole.deps(checks));
    // As often as in a scan that nobody disturbed, and once before anything else.
    expect(listOwn(shop)).toEqual([true, ...listOwn(whole)]);
    expect(result.leftBehind.every(({ wasPutBack }) => wasPutBack)).toBe(true);
  });

  it('begins again with what it cannot read, or what was found with other settings', async () => {
    const shop = await startShop();
    const lost = await lose(shop, () => true);
    const broken = await goOn(shop, lost, { state: new Uint8Array([1, 2, 3]) });
    expect(broken.outcome).toBe('COMPLETE');
    expect(shop.site.paths()).toContain('/robots.txt');
    const other = { ...shop, plan: { ...shop.plan, pathsToAvoid: ['/items'] } };
    await goOn(other, lost);
    expect(shop.site.paths()).toContain('/robots.txt');
  });

  it('keeps to the limits of all its executions together', async () => {
    const shop = await startShop();
    const lost = await lose(shop, () => true);
    const short = { ...shop, plan: { ...shop.plan, maxRequests: lost.requests + 3 } };
    expect((await goOn(short, lost)).reason?.code).toBe('BUDGET_EXHAUSTED');
    const late = { ...shop, plan: { ...shop.plan, maxMinutes: 1 } };
    expect((await goOn(late, lost)).reason?.code).toBe('TIME_EXHAUSTED');
  });
});

describe('what an object has noted', () => {
  it('is its data, and goes into another one of its class', () => {
    class Book {
      readonly names = new Set<string>();
      readonly rows = new Map<string, { count: number }>();
      readonly list: string[] = [];
      total = 0;
      constructor(readonly deps: { look(): void }) {}
    }
    const look = () => undefined;
    const first = new Book({ look });
    first.names.add('a');
    first.rows.set('b', { count: 2 });
    first.list.push('c');
    first.total = 3;
    const second = new Book({ look });
    const { names } = second;
    writeFields(second, structuredClone(readFields(first)));
    expect(second).toEqual(first);
    expect(second.names).toBe(names);
    expect(Object.keys(readFields(first))).not.toContain('deps');
  });
});
