import { afterEach, describe, expect, it } from 'vitest';
import type { FindingClass } from '@/lib/findings/rules/finding';
import type { ScanResult } from '@/lib/scans/rules/result';
import { threadedWork } from '@/lib/scans/work/threaded-work';
import { type LocalSite, notFound, page, type SiteHandler, startSite } from '../engine/local-site';
import { HOSTILE } from './hostile-checks';

const sites: LocalSite[] = [];
afterEach(async () => {
  await Promise.all(sites.splice(0).map((site) => site.close()));
});
async function openSite(handler: SiteHandler): Promise<LocalSite> {
  const site = await startSite(handler);
  sites.push(site);
  return site;
}

/** Ends an item after a second; the tasks know the checks that never end. */
const hostile = threadedWork({ stretchLimitMs: 1_000, tasks: 'test/unit/scans/work/hostile-checks.ts' });
const scanHostile = (site: LocalSite) => site.scan({}, { openWork: hostile, checks: HOSTILE });

const findClass = ({ checklist }: ScanResult, name: FindingClass) =>
  checklist.find((entry) => entry.class === name);
const outline = ({ findings, checklist, coverage }: ScanResult) => ({
  findings: findings.map(({ fingerprint, confidence }) => `${fingerprint} ${confidence}`).sort(),
  ...{ checklist, coverage },
});

/** A small shop with faults of several classes, links in scripts, a form and an interface. */
const shop: SiteHandler = ({ url }) => {
  if (url.pathname === '/')
    return page(
      '<a href="/search?q=tea">Search</a><a href="/out?to=/help">Help</a><script>fetch("/api/items?page=2")</script>' +
        '<form action="/find"><input name="word"></form>',
    );
  if (url.pathname === '/search') return page(`<p>Nothing for ${url.searchParams.get('q')}</p>`);
  if (url.pathname === '/find') return page(`<p>${url.searchParams.get('word')?.replace(/</g, '&lt;')}</p>`);
  if (url.pathname === '/out')
    return { status: 302, headers: { Location: url.searchParams.get('to') ?? '/' } };
  if (url.pathname === '/api/items') return { type: 'application/json', body: '{"items":[]}' };
  return notFound;
};

/** Each of its parts opens all of the marks above it again: a page of 500 KB with some hundred million elements. */
function tree(): string {
  const marks = Array.from({ length: 20_000 }, (_, index) => `<b a=${index}>`).join('');
  return `<div>${marks}</div>${'<div>x</div>'.repeat(20_000)}`;
}

describe('a scan whose pages are read in a thread', () => {
  it('sees, tests and finds what a scan without a thread does', async () => {
    const site = await openSite(shop);
    const direct = await site.scan();
    const threaded = await site.scan({}, { openWork: threadedWork() });
    expect(direct.findings.length).toBeGreaterThan(3);
    expect(outline(threaded)).toEqual(outline(direct));
    expect(threaded.outcome).toBe('COMPLETE');
  });

  it('ends one check at one page, and tests the others', async () => {
    const site = await openSite(({ url }) => {
      if (url.pathname === '/') return page('<a href="/bad">Bad</a><a href="/search?q=tea">Search</a>');
      if (url.pathname === '/bad') return page('spin-passive');
      return shop({ url } as Parameters<SiteHandler>[0]);
    });
    const result = await scanHostile(site);
    expect(findClass(result, 'CSRF')).toEqual({
      ...{ class: 'CSRF', state: 'NOT_TESTED', reason: 'CHECK_TIMED_OUT' },
      gaps: [{ reason: 'CHECK_TIMED_OUT', count: 1, places: ['GET /bad'] }],
    });
    expect(findClass(result, 'XSS')).toMatchObject({ state: 'FINDINGS' });
    expect(result.findings.some(({ url }) => new URL(url).pathname === '/search')).toBe(true);
    expect(result.outcome).toBe('COMPLETE');
  });

  it('ends one check at one place while others at the same time go on', async () => {
    const site = await openSite(({ url }) => {
      if (url.pathname === '/')
        return page('<a href="/bad?a=1">A</a><a href="/search?q=tea">B</a><a href="/help?topic=1">C</a>');
      if (url.pathname === '/bad') return page('spin-active');
      if (url.pathname === '/help') return page('Help');
      return shop({ url } as Parameters<SiteHandler>[0]);
    });
    const result = await scanHostile(site);
    expect(findClass(result, 'XXE')).toMatchObject({
      reason: 'CHECK_TIMED_OUT',
      gaps: [{ reason: 'CHECK_TIMED_OUT', count: 1, places: ['GET /bad QUERY a'] }],
    });
    expect(findClass(result, 'XSS')).toMatchObject({ state: 'FINDINGS' });
  });

  it('ends one check at one request, and goes on', async () => {
    const site = await openSite(({ url, headers }) => {
      if (url.pathname === '/') return page('<a href="/bad?a=1">A</a><a href="/search?q=tea">B</a>');
      if (url.pathname === '/bad') return page(headers['x-asked'] === 'yes' ? 'spin-request' : 'Fine');
      return shop({ url } as Parameters<SiteHandler>[0]);
    });
    const result = await scanHostile(site);
    expect(findClass(result, 'FILE_UPLOAD')).toMatchObject({
      reason: 'CHECK_TIMED_OUT',
      gaps: [{ reason: 'CHECK_TIMED_OUT', count: 1, places: ['GET /bad'] }],
    });
    expect(findClass(result, 'XSS')).toMatchObject({ state: 'FINDINGS' });
  });

  it('no longer runs a check that was ended at several places', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const site = await openSite(({ url }) => {
      if (url.pathname === '/') return page(names.map((name) => `<a href="/${name}">${name}</a>`).join(''));
      return names.includes(url.pathname.slice(1)) ? page(`${url.pathname} spin-passive`) : notFound;
    });
    const result = await scanHostile(site);
    const places = expect.arrayContaining(names.map((name) => `GET /${name}`));
    expect(findClass(result, 'CSRF')).toMatchObject({ gaps: [{ reason: 'CHECK_TIMED_OUT', places }] });
  });

  it('ends a site check that does not, and says so', async () => {
    const site = await openSite(({ url }) =>
      url.pathname === '/trojan' ? page('here') : shop({ url } as never),
    );
    const result = await scanHostile(site);
    expect(findClass(result, 'TROJAN')).toMatchObject({ state: 'NOT_TESTED', reason: 'CHECK_TIMED_OUT' });
  });

  it('leaves out a page that fills the memory, names it, and reads the next', async () => {
    const site = await openSite(({ url }) => {
      if (url.pathname === '/') return page('<a href="/tree">Tree</a><a href="/search?q=tea">Search</a>');
      if (url.pathname === '/tree') return page(tree());
      return shop({ url } as Parameters<SiteHandler>[0]);
    });
    const result = await site.scan({}, { openWork: threadedWork({ memoryMb: 64 }) });
    expect(result.coverage.skipped).toContainEqual({
      ...{ reason: 'READING_TIMED_OUT', count: 1 },
      examples: [`${site.origin}/tree`],
    });
    expect(findClass(result, 'XSS')).toMatchObject({ state: 'FINDINGS', isFullyTested: false });
    expect(result.reason?.code).toBe('PLACES_LEFT_OUT');
  });

  it('reads the page of a login with the same limits', async () => {
    const site = await openSite(({ url }) => (url.pathname === '/login' ? page(tree()) : page('Start')));
    const account = { loginUrl: `${site.origin}/login`, username: 'someone', password: 'something' };
    const result = await site.scan(
      { login: { mode: 'form', ...account, verifyUrl: null } },
      { openWork: threadedWork({ memoryMb: 64 }) },
    );
    expect(result.reason).toMatchObject({ code: 'LOGIN_FAILED', values: { code: 'LOGIN_FORM_NOT_FOUND' } });
  });

  it('ends at once when it is stopped, whatever computes', async () => {
    const site = await openSite(({ url }) => (url.pathname === '/' ? page('spin-passive') : notFound));
    const button = new AbortController();
    const openWork = threadedWork({
      // Later than the end of the test.
      stretchLimitMs: 600_000,
      tasks: 'test/unit/scans/work/hostile-checks.ts',
    });
    const result = site.scan(
      {},
      {
        ...{ checks: HOSTILE, signal: button.signal },
        openWork: (scan) => {
          const work = openWork(scan);
          return {
            ...work,
            runPassive: (...args) => {
              const ended = work.runPassive(...args);
              // While the thread computes this one is free to do so.
              setImmediate(() => button.abort());
              return ended;
            },
          };
        },
      },
    );
    expect((await result).outcome).toBe('CANCELLED');
  });
});
