import { afterEach, describe, expect, it } from 'vitest';
import { FINDING_CLASSES } from '@/lib/findings/rules/finding';
import type { ActiveCheck } from '@/lib/scans/checks/check';
import { draftFinding, VECTORS } from '@/lib/scans/checks/draft-finding';
import { debugErrors } from '@/lib/scans/checks/leakage/debug-errors';
import { pathRedirection } from '@/lib/scans/checks/redirects/path-redirection';
import { urlRedirection } from '@/lib/scans/checks/url-redirection';
import { systemScanDeps } from '@/lib/scans/engine/system-deps';
import type { ScanProgress } from '@/lib/scans/rules/progress';
import { summariseScan } from '@/lib/scans/rules/scan-summary';
import { type LocalSite, notFound, page, redirect, startSite } from './local-site';

let site: LocalSite;
afterEach(() => site.close());

const HOME = page('<a href="/search?q=a">Search</a>');

/** Reports every parameter whose value comes back, and needs three probes for it. */
const echoCheck: ActiveCheck = {
  kind: 'active',
  id: 'echo',
  version: 3,
  class: 'XSS',
  cwe: 79,
  applies: ({ location }) => location === 'QUERY',
  async run(point, context) {
    const mark = context.mark();
    for (const value of ['one', 'two', mark]) {
      const exchange = await context.probe(point, value);
      if (!exchange) return [];
      if (value !== mark || !new TextDecoder().decode(exchange.response.decodedBody).includes(mark)) continue;
      return [
        draftFinding(this, exchange, {
          titleKey: 'findings-active.reflectedXss',
          cvssVector: VECTORS.severeLeak,
          confidence: 'CONFIRMED',
          sink: 'html-text',
          proofs: [mark],
          url: point.url,
          parameter: { location: point.location, name: point.name },
        }),
      ];
    }
    return [];
  },
};

describe('an incomplete scan is never clean', () => {
  it('has seen nothing of a site that is not there', async () => {
    site = await startSite(() => 'drop');
    const result = await site.scan();
    expect([result.outcome, result.reason?.code]).toEqual(['INCOMPLETE', 'TARGET_UNREACHABLE']);
    expect(result.reason?.values.code).toBe('CONNECTION_RESET');
    expect(result.checklist.every(({ state }) => state === 'NOT_TESTED')).toBe(true);
    expect(summariseScan(result).code).toBe('INCOMPLETE');
  });

  it('has seen nothing of a site that only sends on to another host', async () => {
    site = await startSite(() => redirect('https://elsewhere.example/'));
    const result = await site.scan();
    expect(result.reason).toEqual({
      code: 'NOTHING_SEEN',
      values: { status: 302, location: 'https://elsewhere.example' },
    });
  });

  it('stops when the site dies in the middle, and keeps what it found until then', async () => {
    let answered = 0;
    site = await startSite(({ url }) => {
      answered += 1;
      if (answered > 20) return 'drop';
      return url.pathname === '/' ? HOME : notFound;
    });
    const result = await site.scan();
    expect([result.outcome, result.reason?.code]).toEqual(['INCOMPLETE', 'TARGET_DOWN']);
    expect(result.findings.map(({ class: name }) => name)).toContain('HEADERS');
    expect(result.checklist.find(({ class: name }) => name === 'INFORMATION_LEAKAGE')).toEqual({
      class: 'INFORMATION_LEAKAGE',
      state: 'NOT_TESTED',
      reason: 'STOPPED_EARLY',
    });
    expect(site.log.length).toBeLessThan(40);
  });

  it('backs off from a rate limit and ends when it stays', async () => {
    let answered = 0;
    site = await startSite(({ url }) => {
      answered += 1;
      if (answered > 12) return { status: 429, headers: { 'Retry-After': '7' } };
      return url.pathname === '/' ? HOME : notFound;
    });
    const result = await site.scan();
    expect(result.reason?.code).toBe('RATE_LIMITED');
    expect(result.completedAt.getTime() - result.startedAt.getTime()).toBeGreaterThan(7_000);
    expect(site.log.length).toBeLessThan(50);
  });

  it('says when the requests or the minutes were not enough', async () => {
    site = await startSite(({ url }) => (url.pathname === '/' ? HOME : notFound));
    const fewRequests = await site.scan({ maxRequests: 15 });
    expect(fewRequests.reason).toEqual({ code: 'BUDGET_EXHAUSTED', values: { maxRequests: 15 } });
    expect(site.log).toHaveLength(15);
    const littleTime = await site.scan({ maxMinutes: 0.05 });
    expect(littleTime.reason?.code).toBe('TIME_EXHAUSTED');
  });

  it('says which classes have no check, from the registry that it was given', async () => {
    site = await startSite(({ url }) => (url.pathname === '/' ? HOME : notFound));
    const result = await site.scan({}, { checks: [debugErrors] });
    const open = result.checklist.filter(
      (entry) => entry.state === 'NOT_TESTED' && entry.reason === 'CHECK_NOT_AVAILABLE',
    );
    expect(open).toHaveLength(FINDING_CLASSES.length - 1);
    expect(result.checklist).toContainEqual({ class: 'INFORMATION_LEAKAGE', state: 'CLEAN' });
    expect(result.checkVersions).toEqual([{ id: 'debug-errors', version: debugErrors.version }]);
  });

  it('does not call a class clean that had nothing to look at', async () => {
    site = await startSite(({ url }) => (url.pathname === '/' ? page('no parameters here') : notFound));
    const result = await site.scan({}, { checks: [echoCheck, urlRedirection, pathRedirection] });
    expect(result.checklist[0]).toEqual({ class: 'XSS', state: 'NOT_TESTED', reason: 'NO_INPUTS_FOUND' });
    // Asking for `//host` is possible on every site, and is no test of this one.
    const redirection = result.checklist.find((entry) => entry.class === 'URL_REDIRECTION');
    expect(redirection).toMatchObject({ state: 'NOT_TESTED', reason: 'NO_INPUTS_FOUND' });
    expect(result.coverage.warnings.map(({ code }) => code)).toContain('CRAWL_TOO_SMALL');
  });

  it('goes on when a check breaks, and does not hide it', async () => {
    site = await startSite(({ url }) => (url.pathname === '/' ? HOME : notFound));
    const broken: ActiveCheck = {
      ...echoCheck,
      id: 'broken',
      run: () => Promise.reject(new Error('defect')),
    };
    const result = await site.scan({}, { checks: [broken, debugErrors] });
    expect(result.reason).toEqual({ code: 'CHECK_FAILED', values: { check: 'broken' } });
    expect(result.checklist[0]).toEqual({ class: 'XSS', state: 'NOT_TESTED', reason: 'CHECK_FAILED' });
    expect(result.checklist).toContainEqual({ class: 'INFORMATION_LEAKAGE', state: 'CLEAN' });
  });

  it('is incomplete when a firewall answers instead of the site', async () => {
    site = await startSite(({ url }) => {
      if (url.pathname === '/') return HOME;
      if (url.pathname !== '/search') return notFound;
      return url.searchParams.get('q') === 'a' ? page('found') : { status: 403, body: 'blocked' };
    });
    const result = await site.scan({}, { checks: [echoCheck] });
    expect(result.reason).toEqual({ code: 'PROBES_BLOCKED', values: { blocked: 1, sent: 1 } });
    expect(result.checklist[0]).toEqual({
      class: 'XSS',
      state: 'NOT_TESTED',
      reason: 'PROBES_REFUSED',
      gaps: [{ reason: 'PROBES_REFUSED', count: 1, places: ['GET /search QUERY q'] }],
    });
  });
});

describe('proof', () => {
  const echoing = (url: URL) => page(`You searched ${url.searchParams.get('q')}`);

  it('confirms what can be repeated', async () => {
    site = await startSite(({ url }) =>
      url.pathname === '/' ? HOME : url.pathname === '/search' ? echoing(url) : notFound,
    );
    const result = await site.scan({}, { checks: [echoCheck] });
    expect(result.findings).toHaveLength(1);
    expect(result.findings[0]).toMatchObject({
      confidence: 'CONFIRMED',
      severity: 'HIGH',
      sink: 'html-text',
    });
    const [mark] = result.findings[0]?.evidence.marks ?? [];
    const shown = result.findings[0]?.evidence.request.slice(mark?.from, mark?.to);
    expect(shown).toMatch(/^pf2e3f4a5b/);
    expect(result.coverage.parameters.tested).toBe(1);
    expect(summariseScan(result).code).toBe('BLOCKED');
  });

  it('makes less sure what happened once and not again', async () => {
    let searches = 0;
    site = await startSite(({ url, headers }) => {
      if (url.pathname === '/') return HOME;
      if (url.pathname !== '/search') return notFound;
      const isLooking = /pf[a-z0-9]{14}/.test(String(headers['user-agent']));
      if (!isLooking) searches += 1;
      return searches <= 4 ? echoing(url) : page('closed');
    });
    const result = await site.scan({}, { checks: [echoCheck] });
    expect(result.findings.map(({ confidence }) => confidence)).toEqual(['LIKELY']);
    expect(result.coverage.warnings).toContainEqual({ code: 'UNCONFIRMED', values: { count: 1 } });
  });
});

describe('proof of many', () => {
  it('stops repeating where a site has shown itself steady', async () => {
    const links = Array.from(
      { length: 40 },
      (_, i) => `<a href="/p${'abcdefghij'[i % 10]}${'abcd'[i % 4]}${i}?q=1">x</a>`,
    );
    site = await startSite(({ url }) =>
      url.pathname === '/'
        ? page(links.join(''))
        : url.searchParams.has('q')
          ? page(`Hi ${url.searchParams.get('q')}`)
          : notFound,
    );
    const result = await site.scan({ concurrency: 1 }, { checks: [echoCheck] });
    expect(result.findings.filter(({ confidence }) => confidence === 'CONFIRMED')).toHaveLength(40);
    const probes = site.log.filter(({ url }) => url.searchParams.get('q') === 'one').length;
    expect(probes).toBe(40 + 25);
  });
});

describe('stop', () => {
  it('sends nothing more once the button was pressed', async () => {
    const button = new AbortController();
    site = await startSite(({ url }) => (url.pathname === '/' ? HOME : notFound));
    const progress: ScanProgress[] = [];
    const result = await site.scan(
      {},
      {
        signal: button.signal,
        onProgress: (snapshot) => {
          progress.push(snapshot);
          if (snapshot.counters.requests === 8) button.abort();
        },
      },
    );
    expect([result.outcome, result.reason?.code]).toEqual(['CANCELLED', 'STOPPED_BY_USER']);
    expect(result.counters.requests).toBe(8);
    expect(site.log.length).toBeLessThanOrEqual(8);
    expect(summariseScan(result).code).toBe('CANCELLED');
  });

  it('drops the request that is under way', async () => {
    const button = new AbortController();
    site = await startSite(({ url }) => {
      if (url.pathname === '/robots.txt') queueMicrotask(() => button.abort());
      return url.pathname === '/robots.txt' ? 'hang' : HOME;
    });
    const { clock: _fixed, ...real } = systemScanDeps({ extraPorts: [], allowPrivate: [] }, button.signal);
    const result = await site.scan(
      { requestsPerSecond: 1_000 },
      { ...real, outbound: site.outbound, signal: button.signal },
    );
    expect(result.outcome).toBe('CANCELLED');
  });

  it('shows every phase once, in order, with real counts', async () => {
    site = await startSite(({ url }) => (url.pathname === '/' ? HOME : notFound));
    const progress: ScanProgress[] = [];
    const result = await site.scan({}, { onProgress: (snapshot) => progress.push(snapshot) });
    const phases = progress.map(({ phase }) => phase).filter((phase, i, all) => phase !== all[i - 1]);
    expect(phases).toEqual(['PLAN', 'LOGIN', 'CRAWL', 'PASSIVE', 'ACTIVE', 'CONFIRM', 'REPORT']);
    expect(progress.at(-1)?.counters.requests).toBe(site.log.length);
    expect(result.counters.requests).toBe(site.log.length);
    expect(progress.at(-1)?.phases.ACTIVE).toBe('DONE');
  });
});
