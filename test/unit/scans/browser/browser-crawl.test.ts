import { describe, expect, onTestFinished, test } from 'vitest';
import { openChromium } from '@/lib/scans/browser/open-chromium';
import { domXss } from '@/lib/scans/checks/dom-xss';
import { reflectedXss } from '@/lib/scans/checks/reflected-xss';
import { page, type SiteHandler, startSite } from '../engine/local-site';
import { hasChromium, testChromium } from './with-chromium';

const checks = [reflectedXss, domXss];

async function site(handler: SiteHandler) {
  const started = await startSite(handler);
  onTestFinished(() => started.close());
  return started;
}

/** An application of one page: no address of its interface is in its script as it is asked for. */
const APPLICATION = `
  const at = (...parts) => '/' + parts.join('/');
  const show = (text) => { document.getElementById('app').textContent = text; };
  const views = {
    '': async () => show(await (await fetch(at('api', 'news') + '?topic=all')).text()),
    orders: async () => show(await (await fetch(at('api', 'orders') + '?state=open', { headers: { 'X-App': 'desk' } })).text()),
    find: async () => show(await (await fetch(at('api', 'search'), { method: 'POST', body: JSON.stringify({ term: 'a' }),
      headers: { 'Content-Type': 'application/json' } })).text()),
  };
  const route = () => (views[location.hash.slice(2)] || views[''])();
  addEventListener('hashchange', route);
  const menu = document.getElementById('menu');
  for (const name of ['orders', 'find']) menu.innerHTML += '<a href="#/' + name + '">' + name + '</a> ';
  const button = (label, work) => { const b = document.createElement('button'); b.textContent = label; b.onclick = work; menu.append(b); };
  button('More', () => { const a = document.createElement('a'); a.href = '/about'; a.textContent = 'About'; menu.append(a); });
  button('Statistics', () => fetch(at('api', 'statistics') + '?year=2026'));
  button('Delete all', () => fetch(at('api', 'wipe') + '?all=1'));
  button('Refresh list', () => fetch(at('api', 'items', '7'), { method: 'DELETE' }));
  button('Next', () => fetch(at('api', 'comments'), { method: 'POST', body: 'text=hello', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }));
  route();
`;

const application: SiteHandler = ({ url, method }) => {
  if (url.pathname === '/')
    return page(
      '<div id="menu"></div><div id="app"></div><script src="/app.js"></script><script src="https://cdn.example.com/x.js"></script>',
    );
  if (url.pathname === '/app.js') return { type: 'text/javascript', body: APPLICATION };
  if (url.pathname === '/about') return page('<a href="/">Home</a>');
  if (url.pathname === '/api/orders') return page(`Orders that are ${url.searchParams.get('state')}`);
  if (url.pathname.startsWith('/api/')) return { type: 'application/json', body: `{"method":"${method}"}` };
  return { status: 404, body: 'missing' };
};

describe.skipIf(!hasChromium)('a crawl with a browser', () => {
  test('finds the interface of an application of one page, presses nothing dangerous, and probes it', async () => {
    const { log, scan } = await site(application);
    const result = await scan({}, { checks, openBrowser: testChromium });
    const asked = new Set(log.map(({ method, url }) => `${method} ${url.pathname}`));
    for (const endpoint of [
      'GET /api/news',
      'GET /api/orders',
      'POST /api/search',
      'GET /api/statistics',
      'GET /about',
    ])
      expect(asked).toContain(endpoint);
    expect(result.outcome).toBe('COMPLETE');
    expect(result.findings).toMatchObject([
      { checkId: 'reflected-xss', confidence: 'CONFIRMED', parameter: { name: 'state' } },
    ]);
    expect(log.find(({ url }) => url.pathname === '/api/orders')?.headers['x-app']).toBe('desk');
    expect(log.filter(({ url, method }) => /wipe/.test(url.pathname) || method === 'DELETE')).toEqual([]);
    expect(result.coverage.skipped.map(({ reason }) => reason)).toContain('METHOD_NOT_SAFE');
    const foreign = result.coverage.warnings.find(({ code }) => code === 'FOREIGN_SCRIPTS');
    expect(foreign?.values).toEqual({ count: 1, hosts: 'cdn.example.com' });
  });

  test('finds none of it without one', async () => {
    const { paths, scan } = await site(application);
    const { findings } = await scan({}, { checks });
    expect(paths().filter((path) => path.startsWith('/api/'))).toEqual([]);
    expect(findings).toEqual([]);
  });

  test('keeps to paths, pace, names and cookies of the scan', async () => {
    const { log, scan } = await site((request) =>
      request.url.pathname === '/'
        ? {
            ...page('<div id="menu"></div><div id="app"></div><script src="/app.js"></script>'),
            headers: { 'Set-Cookie': ['sid=s1; HttpOnly', 'theme=dark'] },
          }
        : application(request),
    );
    await scan({ pathsToAvoid: ['/api/orders'] }, { checks: [domXss], openBrowser: testChromium });
    expect(log.filter(({ url }) => url.pathname === '/api/orders')).toEqual([]);
    const calls = log.filter(({ url }) => url.pathname.startsWith('/api/'));
    expect(calls.length).toBeGreaterThan(0);
    for (const { headers, cookies } of calls) {
      expect(headers['x-preflight-scan']).toBeDefined();
      expect(headers['user-agent']).toContain('Preflight-Scanner');
      expect(cookies).toContain('sid=s1');
    }
  });

  test('leaves a site without scripts to the plain crawl', async () => {
    const { scan } = await site(({ url }) =>
      url.pathname.length < 3 ? page(`<a href="/x?q=1">x</a> at ${url.pathname}`) : { status: 404 },
    );
    let starts = 0;
    const { coverage, checklist } = await scan(
      {},
      {
        checks,
        openBrowser: (signal) => {
          starts += 1;
          return testChromium(signal);
        },
      },
    );
    expect(starts).toBe(0);
    expect(coverage.warnings).not.toContainEqual(expect.objectContaining({ code: 'NO_BROWSER' }));
    expect(checklist.find((entry) => entry.class === 'XSS')?.state).toBe('CLEAN');
  });
});

describe('a scan that has no browser', () => {
  test.each([
    ['NOT_FOUND', openChromium({ file: '/nowhere/chromium' })],
    ['SWITCHED_OFF', openChromium({ isSwitchedOff: true })],
    ['NOT_STARTED', openChromium({ file: '/bin/false' })],
  ])('is complete and says so: %s', async (reason, openBrowser) => {
    const { scan } = await site(application);
    const { outcome, coverage, checklist } = await scan({}, { checks, openBrowser });
    expect(outcome).toBe('COMPLETE');
    expect(coverage.warnings).toContainEqual({ code: 'NO_BROWSER', values: { reason } });
    expect(checklist.find((entry) => entry.class === 'XSS')).toMatchObject({
      state: 'NOT_TESTED',
      reason: 'NOT_RENDERED',
      gaps: [{ reason: 'NOT_RENDERED', count: 1 }],
    });
  });
});
