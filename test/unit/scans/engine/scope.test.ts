import { afterEach, describe, expect, it } from 'vitest';
import { isAvoided } from '@/lib/scans/engine/crawl/scope-url';
import { PLAN_DEFAULTS, planProblems } from '@/lib/scans/rules/plan';
import { type LocalSite, notFound, page, redirect, startSite } from './local-site';

describe('the paths to avoid', () => {
  it.each([
    ['/order*?op=delete', '/order.php?id=7&op=delete', true],
    ['/order*?op=delete', '/order.php?id=7&op=view', false],
    ['/order*?op=delete', '/orders/7?op=delete&x=1', true],
    ['/cart?empty', '/cart?empty=1', true],
    ['/cart?empty', '/cart?emptyish=1', false],
    ['/cart?op=del*&id', '/cart?id=7&op=delete', true],
    ['/cart?op=del*&id', '/cart?op=delete', false],
    ['*?debug', '/any/where?debug', true],
    ['/a*c*e', '/abcde', true],
    ['/a*c*e', '/abd', false],
    ['/用户/*/删除', '/%E7%94%A8%E6%88%B7/7/%E5%88%A0%E9%99%A4', true],
    [`/${'*a'.repeat(200)}`, `/${'a'.repeat(2_000)}b`, true],
  ])('%s %s %s', (pattern, path, expected) =>
    expect(isAvoided(new URL(path, 'https://shop.example'), [pattern])).toBe(expected),
  );
});

describe('a scope path', () => {
  let site: LocalSite;
  afterEach(() => site.close());

  it('is never left, by links, guesses or probes', async () => {
    site = await startSite(({ url }) =>
      url.pathname.startsWith('/app/')
        ? url.pathname === '/app/' || url.pathname === '/app/in'
          ? page(
              '<a href="/app/in?x=1">in</a><a href="/other?x=1">out</a><a href="/application">near</a><a href="/app/jump">j</a>',
            )
          : url.pathname === '/app/jump'
            ? redirect('/elsewhere')
            : notFound
        : page('outside'),
    );
    const result = await site.scan({ scopePath: '/app/', startUrls: [`${site.origin}/app/`] });
    expect(result.outcome).toBe('COMPLETE');
    expect(site.log.length).toBeGreaterThan(20);
    expect(site.paths().filter((path) => !path.startsWith('/app/'))).toEqual([]);
    expect(result.coverage.skipped.find(({ reason }) => reason === 'OUTSIDE_PATH')?.count).toBe(3);
  });

  it('lets the login be elsewhere', async () => {
    const form =
      '<form method="post" action="/in"><input name="user"><input type="password" name="pass"><button>Sign in</button></form>';
    site = await startSite(({ method, url, cookies }) => {
      if (url.pathname === '/in' && method === 'POST')
        return redirect('/app/', { 'Set-Cookie': 'sid=1; Path=/' });
      if (url.pathname === '/in') return page(form);
      return cookies.includes('sid=1') && url.pathname === '/app/' ? page('private words') : redirect('/in');
    });
    const login = {
      ...{ mode: 'form' as const, loginUrl: `${site.origin}/in`, verifyUrl: null },
      ...{ username: 'alice', password: 'wonderland' },
    };
    const result = await site.scan(
      { scopePath: '/app/', startUrls: [`${site.origin}/app/`], login },
      { checks: [] },
    );
    expect(result.coverage.isLoginProven).toBe(true);
    expect(site.paths()).not.toContain('/');
  });

  it('must be one, and the start addresses below it', () => {
    const plan = {
      ...{ scanId: 's', origin: 'https://shop.example', startUrls: [], login: { mode: 'none' as const } },
      ...{ customHeaders: [], pathsToAvoid: [], ...PLAN_DEFAULTS },
    };
    expect(planProblems({ ...plan, scopePath: '/app/' })).toEqual([]);
    for (const scopePath of ['/app', '/app/../../', '/%2e%2e/', '/über/', '/a?b/'])
      expect(planProblems({ ...plan, scopePath })).toEqual(['SCOPE_PATH_INVALID']);
    expect(planProblems({ ...plan, scopePath: '/app/', startUrls: ['https://shop.example/x'] })).toEqual([
      'START_URL_OUT_OF_SCOPE',
    ]);
    expect(planProblems({ ...plan, concurrency: 11 })).toEqual(['LIMIT_INVALID']);
  });
});

describe('chosen classes', () => {
  it('are tested, and the others say that they were not chosen', async () => {
    const site = await startSite(({ url }) => {
      if (url.pathname === '/') return page('<a href="/a?x=1">a</a>');
      return url.pathname === '/a' ? page('a') : notFound;
    });
    const result = await site.scan({ classes: ['XSS'] });
    await site.close();
    expect(result.checklist.filter(({ state }) => state === 'CLEAN').map(({ class: name }) => name)).toEqual([
      'XSS',
    ]);
    const others = result.checklist.filter(({ class: name }) => name !== 'XSS');
    expect(others.every((entry) => entry.state === 'NOT_TESTED' && entry.reason === 'NOT_CHOSEN')).toBe(true);
  });
});

describe('a wall in front of the site', () => {
  let site: LocalSite;
  afterEach(() => site.close());

  it.each<[number, Record<string, string>, string]>([
    [401, { 'WWW-Authenticate': 'Basic realm="staging, digest"' }, 'Basic'],
    [401, { 'WWW-Authenticate': 'Digest realm="a", nonce="b", Basic realm="c"' }, 'Digest, Basic'],
    [401, { 'WWW-Authenticate': 'Negotiate' }, 'Negotiate'],
    [401, { 'www-authenticate': 'NTLM' }, 'NTLM'],
    [401, { 'WWW-Authenticate': 'Bearer error="invalid_token"' }, 'Bearer'],
    [403, { 'WWW-Authenticate': 'Basic' }, 'Basic'],
    [407, { 'Proxy-Authenticate': 'Basic realm="proxy"' }, 'Basic'],
    [407, {}, 'unknown'],
    [401, {}, 'unknown'],
  ])('%d %j is named', async (status, headers, scheme) => {
    site = await startSite(() => ({ status, headers, body: '<h1>No</h1>' }));
    const result = await site.scan();
    expect(result.reason).toEqual({ code: 'HTTP_AUTHENTICATION', values: { status, scheme } });
    expect(site.log).toHaveLength(1);
  });

  it('is a login where the page offers one, and a closed site where it does not', async () => {
    let body = '<a href="/account/login">Sign in</a>';
    site = await startSite(() => ({ status: 403, body }));
    expect((await site.scan()).reason?.code).toBe('LOGIN_PAGE_ONLY');
    body = '<h1>Forbidden</h1>';
    expect((await site.scan()).reason?.code).toBe('NOTHING_SEEN');
  });

  it('opens to the header of the plan', async () => {
    site = await startSite(({ headers }) =>
      headers.authorization === 'Basic Zm9vOmJhcg=='
        ? page('<a href="/x?q=1">x</a>')
        : { status: 401, headers: { 'WWW-Authenticate': 'Basic' } },
    );
    const result = await site.scan(
      { customHeaders: [['Authorization', 'Basic Zm9vOmJhcg==']] },
      { checks: [] },
    );
    expect(result.outcome).toBe('COMPLETE');
    expect(JSON.stringify(result)).not.toContain('Zm9vOmJhcg');
  });
});
