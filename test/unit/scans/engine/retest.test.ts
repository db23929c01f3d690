import { describe, expect, it } from 'vitest';
import { computeFingerprint } from '@/lib/findings/rules/fingerprint';
import { CHECKS } from '@/lib/scans/checks/registry';
import { runRetest } from '@/lib/scans/engine/retest/run-retest';
import { runScan } from '@/lib/scans/engine/run-scan';
import { readScanReport } from '@/lib/scans/rules/read-scan-report';
import type { RetestTarget } from '@/lib/scans/rules/retest';
import { toScanJson } from '@/lib/scans/rules/scan-json';
import { notFound, page, redirect, type SiteAnswer, type SiteHandler, startSite } from './local-site';
import { planFor } from './plan-for';

const checksNamed = (...ids: string[]) => CHECKS.filter(({ id }) => ids.includes(id));
const XSS = checksNamed('reflected-xss');

/** A shop whose search repeats what it is asked; `change` answers instead, once it is set. */
async function startShop(paths: Record<string, (query: URLSearchParams, body: string) => SiteAnswer>) {
  let change: SiteHandler | null = null;
  const site = await startSite((request) => {
    const changed = change?.(request);
    if (changed) return changed;
    return paths[request.url.pathname]?.(request.url.searchParams, request.body) ?? notFound;
  });
  const { plan, deps } = planFor(site);
  return {
    ...{ site, plan, deps },
    change: (handler: (...given: Parameters<SiteHandler>) => ReturnType<SiteHandler> | null) => {
      change = handler as SiteHandler;
      site.log.length = 0;
    },
  };
}

const searchShop = () =>
  startShop({
    '/': () =>
      page('<a href="/search?q=lamp&sort=name">Search</a><a href="/about">About</a><a href="/help">Help</a>'),
    '/about': () => page('<p>About the shop</p>'),
    '/help': () => page('<p>How to order</p>'),
    '/search': (query) => page(`<p>You searched for ${query.get('q')}</p>`),
  });

async function findAndChange(handler: Parameters<Awaited<ReturnType<typeof searchShop>>['change']>[0]) {
  const shop = await searchShop();
  const { findings } = await runScan(shop.plan, shop.deps(XSS));
  expect(findings).toHaveLength(1);
  shop.change(handler);
  const result = await runRetest(shop.plan, findings, shop.deps(XSS));
  const [entry] = result.entries;
  return { ...shop, result, state: entry?.state, reason: entry?.reason?.code ?? null };
}

const escaped = (text: string | null) => (text ?? '').replace(/</g, '&lt;').replace(/"/g, '&quot;');
const isSearch = ({ url }: Parameters<SiteHandler>[0]) => url.pathname === '/search';

describe('a re-test of one finding', () => {
  it('asks only its place, and shows a new proof while it is there', async () => {
    const { site, result, state } = await findAndChange(() => null);
    expect(state).toBe('STILL_THERE');
    expect(site.paths()).not.toContain('/about');
    expect(site.log.length).toBeLessThan(40);
    expect(result.entries[0]?.finding?.confidence).toBe('CONFIRMED');
    // A mark of its own scan: the proof was not copied.
    expect(result.entries[0]?.finding?.evidence.marks.length).toBeGreaterThan(0);
  });

  it('says that it is gone once what is sent is written as text', async () => {
    const repaired = await findAndChange((request) =>
      isSearch(request)
        ? page(`<p>You searched for ${escaped(request.url.searchParams.get('q'))}</p>`)
        : null,
    );
    expect([repaired.state, repaired.reason]).toEqual(['GONE', null]);
  });

  it('says that it is gone with its page', async () => {
    const { state } = await findAndChange((request) => (isSearch(request) ? notFound : null));
    expect(state).toBe('GONE');
  });

  it.each<[string, string, (request: Parameters<SiteHandler>[0]) => ReturnType<SiteHandler> | null]>([
    [
      'a filter refuses the probes',
      'PROBES_REFUSED',
      (request) =>
        /[<>"']|%3c|%22|%27/i.test(request.url.search)
          ? { status: 403, body: '<h1>Request blocked</h1>' }
          : null,
    ],
    ['the page is refused', 'PLACE_REFUSED', (request) => (isSearch(request) ? { status: 403 } : null)],
    ['the page fails', 'PLACE_REFUSED', (request) => (isSearch(request) ? { status: 500 } : null)],
    [
      'the page asks for a login',
      'LOGIN_PAGE',
      (request) => {
        if (isSearch(request)) return redirect('/sign-in');
        return request.url.pathname === '/sign-in'
          ? page('<form method="post"><input name="user"><input type="password" name="secret"></form>')
          : null;
      },
    ],
    ['the site is gone', 'TARGET_UNREACHABLE', () => 'drop'],
    ['the page hangs up', 'NO_ANSWER', (request) => (isSearch(request) ? 'drop' : null)],
  ])('could not be asked where %s', async (_why, code, handler) => {
    const { state, reason } = await findAndChange(handler);
    expect([state, reason]).toEqual(['NOT_ASKED', code]);
  });

  it('could not be asked where the seller leaves the path out, or a limit ends it', async () => {
    const shop = await searchShop();
    const { findings } = await runScan(shop.plan, shop.deps(XSS));
    const avoided = await runRetest({ ...shop.plan, pathsToAvoid: ['/search'] }, findings, shop.deps(XSS));
    expect(avoided.entries[0]?.state).toBe('NOT_ASKED');
    const ended = await runRetest({ ...shop.plan, maxRequests: 4 }, findings, shop.deps(XSS));
    expect(ended.entries[0]?.reason?.code).toBe('BUDGET_EXHAUSTED');
    const stopped = AbortSignal.abort();
    const cancelled = await runRetest(shop.plan, findings, { ...shop.deps(XSS), signal: stopped });
    expect(cancelled.entries[0]?.reason?.code).toBe('STOPPED_BY_USER');
  });

  it('proves the login again, and asks nothing without it', async () => {
    const shop = await searchShop();
    const { findings } = await runScan(shop.plan, shop.deps(XSS));
    const login = {
      mode: 'cookie',
      cookieHeader: 'sid=wrong',
      verifyUrl: `${shop.plan.origin}/about`,
    } as const;
    const { entries } = await runRetest({ ...shop.plan, login }, findings, shop.deps(XSS));
    expect(entries[0]?.reason?.code).toBe('LOGIN_FAILED');
  });
});

describe('a re-test of what is no parameter', () => {
  const leaky = () =>
    startShop({
      '/': () => page('<a href="/news">News</a><a href="/team">Team</a><a href="/jobs">Jobs</a>'),
      '/news': () => page('<p>News</p>'),
      '/team': () => page('<p>Team</p>'),
      '/jobs': () => page('<p>Jobs</p>'),
      '/.git/config': () => ({
        type: 'text/plain',
        body: '[core]\n\trepositoryformatversion = 0\n\tbare = false\n',
      }),
    });
  const checks = checksNamed('exposed-files', 'framing', 'content-type-options');

  it('asks for the file that was found, not for the whole list', async () => {
    const shop = await leaky();
    const { findings } = await runScan(shop.plan, shop.deps(checks));
    const file = findings.filter(({ checkId }) => checkId === 'exposed-files');
    expect(file).toHaveLength(1);
    shop.site.log.length = 0;
    const again = await runRetest(shop.plan, file, shop.deps(checks));
    expect(again.entries.map(({ state }) => state)).toEqual(['STILL_THERE']);
    expect(shop.site.paths().filter((path) => path.includes('.env') || path.includes('backup'))).toEqual([]);
    // A site closes such a file by refusing it.
    shop.change(({ url }) => (url.pathname.startsWith('/.git') ? { status: 403, body: 'Forbidden' } : null));
    const closed = await runRetest(shop.plan, file, shop.deps(checks));
    expect(closed.entries.map(({ state }) => state)).toEqual(['GONE']);
    shop.change(() => ({ status: 403, body: 'Forbidden' }));
    const refused = await runRetest(shop.plan, file, shop.deps(checks));
    expect(refused.entries.map(({ state }) => state)).toEqual(['NOT_ASKED']);
  });

  it('looks at the pages again', async () => {
    const shop = await leaky();
    const { findings } = await runScan(shop.plan, shop.deps(checks));
    const headers = findings.filter(({ class: name }) => name === 'HEADERS');
    expect(headers.length).toBeGreaterThan(0);
    const again = await runRetest(shop.plan, headers, shop.deps(checks));
    expect(new Set(again.entries.map(({ state }) => state))).toEqual(new Set(['STILL_THERE']));
    shop.change(() => ({
      ...page('<p>News</p>'),
      headers: { 'X-Frame-Options': 'DENY', 'X-Content-Type-Options': 'nosniff' },
    }));
    const repaired = await runRetest(shop.plan, headers, shop.deps(checks));
    expect(new Set(repaired.entries.map(({ state }) => state))).toEqual(new Set(['GONE']));
  });
});

describe('a re-test of a place that saves', () => {
  it('leaves its own value there, once it is over', async () => {
    let motto = 'Light for all';
    const shop = await startShop({
      '/': () => page('<a href="/profile">Profile</a><a href="/a">A</a><a href="/b">B</a>'),
      '/a': () => page('<p>First</p>'),
      '/b': () => page('<p>Second</p>'),
      '/profile': () =>
        page(
          `<form method="post" action="/profile/save"><input name="motto" value="${escaped(motto)}"><button>Save profile</button></form><p>${motto}</p>`,
        ),
      '/profile/save': (_query, body) => {
        motto = new URLSearchParams(body).get('motto') ?? '';
        return redirect('/profile');
      },
    });
    const { findings } = await runScan(shop.plan, shop.deps(XSS));
    expect(findings.map(({ method }) => method)).toEqual(['POST']);
    expect(motto).toBe('Light for all');
    const { entries, leftBehind } = await runRetest(shop.plan, findings, shop.deps(XSS));
    expect(entries[0]?.state).toBe('STILL_THERE');
    expect(motto).toBe('Light for all');
    expect(leftBehind.every(({ wasPutBack }) => wasPutBack)).toBe(true);
  });
});

describe('a report that is re-tested', () => {
  const target = (change: Partial<RetestTarget>): RetestTarget => ({
    ...{ checkId: 'reflected-xss', class: 'XSS', method: 'GET', sink: 'html-text', values: {} },
    ...{ fingerprint: 'x', parameter: { location: 'QUERY', name: 'id' }, url: 'http://127.0.0.1/' },
    ...{ evidence: { request: '', response: '' }, ...change },
  });

  it('sends nothing that a scan would not send, whatever the file says', async () => {
    const shop = await searchShop();
    const { origin } = shop.plan;
    const post = { method: 'POST', headers: [], body: { kind: 'form', fields: [['id', '7']] } };
    const targets = [
      target({ url: `${origin}/logout?id=7` }),
      target({ url: `${origin}/items/delete?id=7` }),
      target({ url: `${origin}/pay`, method: 'POST', source: { ...post, url: `${origin}/order/pay` } }),
      target({
        url: `${origin}/items/7`,
        method: 'DELETE',
        source: { ...post, method: 'DELETE', url: `${origin}/items/7` },
      }),
      target({
        url: `${origin}/account/delete`,
        method: 'POST',
        source: { ...post, url: `${origin}/account/delete` },
      }),
      target({ url: 'http://other.example/search?id=7' }),
      target({ url: `${origin}/search?id=7`, checkId: 'no-such-check' }),
    ];
    const { entries } = await runRetest(shop.plan, targets, shop.deps(XSS));
    expect(new Set(entries.map(({ state }) => state))).toEqual(new Set(['NOT_ASKED']));
    const asked = shop.site.log.filter(
      ({ url, method }) => method !== 'GET' || /logout|delete|pay/.test(url.pathname),
    );
    expect(asked.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual([]);
  });

  it('is what a scan wrote', async () => {
    const shop = await searchShop();
    const result = await runScan(shop.plan, shop.deps(XSS));
    const read = readScanReport(JSON.stringify(toScanJson(result)));
    expect(read).toMatchObject({ origin: shop.plan.origin, hadLogin: false });
    expect(read?.targets.map(({ fingerprint }) => fingerprint)).toEqual(
      result.findings.map(computeFingerprint),
    );
    const { entries } = await runRetest(shop.plan, read?.targets ?? [], shop.deps(XSS));
    expect(entries.map(({ state }) => state)).toEqual(['STILL_THERE']);
  });

  it.each(['', '[]', '{"formatVersion":1}', '{"formatVersion":2,"origin":"https://a.example"}'])(
    'is refused where it is %j',
    (text) => expect(readScanReport(text)).toBeNull(),
  );

  it('names findings of its own site only, by fingerprints that are computed', () => {
    const finding = {
      ...{ class: 'XSS', check: 'reflected-xss', values: {}, method: 'GET', parameter: null, sink: 'a' },
      ...{ fingerprint: 'made up', evidence: { request: '', response: '' } },
    };
    const report = {
      ...{ formatVersion: 1, scanId: 'a', origin: 'https://a.example', coverage: { isLoginProven: null } },
      findings: [
        { ...finding, url: 'https://a.example/x' },
        { ...finding, url: 'https://b.example/x' },
      ],
    };
    const read = readScanReport(JSON.stringify(report));
    expect(read?.targets.map(({ url }) => url)).toEqual(['https://a.example/x']);
    expect(read?.targets[0]?.fingerprint).toMatch(/^[0-9a-f]{64}$/);
  });
});
