import { afterEach, describe, expect, it } from 'vitest';
import type { ScanPlan } from '@/lib/scans/rules/plan';
import { type LocalSite, notFound, page, redirect, type SiteHandler, startSite } from './local-site';

const LOGIN_FORM =
  '<form action="/login" method="post"><input type="hidden" name="csrf" value="t0ken"><input name="user"><input type="password" name="secret"><button>Sign in</button></form>';

/** A site with a login, a CSRF token and a private area; `sessions` says which session ids are valid. */
function memberSite(sessions: Set<string>, onPrivate: () => void = () => undefined): SiteHandler {
  let next = 1;
  return ({ method, url, cookies, body }) => {
    const session = /sid=(\w+)/.exec(cookies)?.[1] ?? '';
    const isMember = sessions.has(session);
    if (url.pathname === '/login' && method === 'POST') {
      const fields = new URLSearchParams(body);
      const isRight =
        fields.get('csrf') === 't0ken' &&
        fields.get('user') === 'alice' &&
        fields.get('secret') === 'wonderland';
      if (!isRight) return page(`Wrong password ${LOGIN_FORM}`);
      const id = `session${next++}`;
      sessions.add(id);
      return redirect('/home', { 'Set-Cookie': `sid=${id}; Path=/; HttpOnly` });
    }
    if (url.pathname === '/login') return page(LOGIN_FORM);
    if (url.pathname === '/logout') {
      sessions.delete(session);
      return redirect('/');
    }
    if (url.pathname === '/') return page('Welcome <a href="/home">Home</a> <a href="/login">Sign in</a>');
    if (!isMember) return redirect('/login');
    if (url.pathname === '/home') {
      onPrivate();
      return page('Hello Alice, your orders <a href="/orders?id=7">Orders</a> <a href="/logout">Bye</a>');
    }
    if (url.pathname === '/orders') return page('Order seven: shoes');
    return notFound;
  };
}

let site: LocalSite;
afterEach(() => site.close());

const formLogin = (origin: string, password = 'wonderland'): ScanPlan['login'] => ({
  mode: 'form',
  loginUrl: `${origin}/login`,
  username: 'alice',
  password,
  verifyUrl: `${origin}/home`,
});

describe('login', () => {
  it('logs in with the hidden token, proves it, sees the pages behind and never logs out', async () => {
    site = await startSite(memberSite(new Set()));
    const result = await site.scan({ login: formLogin(site.origin) });
    expect(result.outcome).toBe('COMPLETE');
    expect(result.coverage.isLoginProven).toBe(true);
    expect(site.paths()).toContain('/orders');
    expect(site.paths()).not.toContain('/logout');
    expect(result.coverage.skipped.find(({ reason }) => reason === 'DANGEROUS')?.examples).toEqual([
      `${site.origin}/logout`,
    ]);
  });

  it('does not scan as a stranger when the password is wrong', async () => {
    site = await startSite(memberSite(new Set()));
    const result = await site.scan({ login: formLogin(site.origin, 'looking-glass') });
    expect(result.outcome).toBe('INCOMPLETE');
    expect(result.reason).toEqual({ code: 'LOGIN_FAILED', values: { code: 'LOGIN_REJECTED', status: 200 } });
    expect(result.checklist.every(({ state }) => state === 'NOT_TESTED')).toBe(true);
    expect(site.paths()).not.toContain('/robots.txt');
  });

  it('accepts cookies that the verify page knows, and refuses stale ones', async () => {
    site = await startSite(memberSite(new Set(['mine'])));
    const login = (cookieHeader: string): ScanPlan['login'] => ({
      mode: 'cookie',
      cookieHeader,
      verifyUrl: `${site.origin}/home`,
    });
    const good = await site.scan({ login: login('theme=dark; sid=mine') });
    expect([good.outcome, good.coverage.isLoginProven]).toEqual(['COMPLETE', true]);
    const stale = await site.scan({ login: login('sid=gone') });
    expect(stale.reason?.code).toBe('LOGIN_FAILED');
  });

  it('calls no session proven by a page that looks the same to everybody', async () => {
    site = await startSite(memberSite(new Set(['mine'])));
    const login = { mode: 'cookie', cookieHeader: 'sid=mine', verifyUrl: `${site.origin}/` } as const;
    const result = await site.scan({ login });
    expect(result.reason?.values.code).toBe('VERIFY_SAME_AS_ANONYMOUS');
  });

  it('tries the login form as a stranger, so that a failed login cannot end its own session', async () => {
    const sessions = new Set<string>();
    const handler = memberSite(sessions);
    site = await startSite((request) => {
      const session = /sid=(\w+)/.exec(request.cookies)?.[1];
      if (request.method === 'POST' && session !== undefined) sessions.delete(session);
      return handler(request);
    });
    const result = await site.scan({ login: formLogin(site.origin) });
    const probed = site.log.filter(({ method, url }) => method === 'POST' && url.pathname === '/login');
    expect(probed.length).toBeGreaterThan(3);
    expect(probed.every(({ cookies }) => cookies === '')).toBe(true);
    expect(result.outcome).toBe('COMPLETE');
    expect(result.coverage.warnings.map(({ code }) => code)).not.toContain('SESSION_RENEWED');
  });

  it('logs in once more when the session is lost, and says so', async () => {
    const sessions = new Set<string>();
    let visits = 0;
    site = await startSite(
      memberSite(sessions, () => {
        visits += 1;
        if (visits === 2) sessions.clear();
      }),
    );
    const result = await site.scan({ login: formLogin(site.origin) });
    expect(result.outcome).toBe('COMPLETE');
    expect(result.coverage.warnings).toContainEqual({ code: 'SESSION_RENEWED', values: { count: 1 } });
  });

  it('is incomplete when the session was gone at the end, however early it went', async () => {
    const sessions = new Set<string>();
    const handler = memberSite(sessions);
    site = await startSite((request) => {
      if (request.url.pathname === '/robots.txt') sessions.clear();
      return handler(request);
    });
    const result = await site.scan({ login: formLogin(site.origin) }, { checks: [] });
    expect(result.outcome).toBe('INCOMPLETE');
    expect(result.reason?.code).toBe('SESSION_LOST');
  });

  it('is incomplete when the session does not stay', async () => {
    const sessions = new Set<string>();
    let visits = 0;
    site = await startSite(
      memberSite(sessions, () => {
        visits += 1;
        if (visits >= 3) sessions.clear();
      }),
    );
    const result = await site.scan({ login: formLogin(site.origin) });
    expect(result.outcome).toBe('INCOMPLETE');
    expect(result.reason?.code).toBe('SESSION_LOST');
    expect(result.coverage.isLoginProven).toBe(false);
  });

  it('keeps the password and the session out of the evidence', async () => {
    site = await startSite(memberSite(new Set()));
    const result = await site.scan({ login: formLogin(site.origin) });
    const written = JSON.stringify(result.findings);
    expect(result.findings.length).toBeGreaterThan(0);
    expect(written).not.toContain('wonderland');
    expect(written).not.toMatch(/sid=session\d/);
  });

  it('says that it only saw the login page', async () => {
    site = await startSite(({ url }) => (url.pathname === '/' ? page(LOGIN_FORM) : notFound));
    const result = await site.scan();
    expect(result.outcome).toBe('INCOMPLETE');
    expect(result.reason?.code).toBe('LOGIN_PAGE_ONLY');
    expect(result.coverage.warnings.map(({ code }) => code)).toContain('LOGIN_PAGE_ONLY');
  });
});

describe('a login on two pages', () => {
  /** The name first, then the password below it; `step` is the page of the name. */
  function twoPages(step: string, second: string): SiteHandler {
    return ({ method, url, cookies, body }) => {
      const fields = new URLSearchParams(body);
      if (url.pathname === '/login' && method === 'GET') return page(step);
      if (url.pathname === '/login/name') {
        return fields.get('email') === 'alice'
          ? redirect('/login/password', { 'Set-Cookie': 'who=alice; Path=/' })
          : page(`Unknown ${step}`);
      }
      if (url.pathname === '/login/password' && method === 'GET') return page(second);
      if (url.pathname === '/login/password') {
        const isRight = /who=alice/.test(cookies) && fields.get('secret') === 'wonderland';
        return isRight ? redirect('/home', { 'Set-Cookie': 'sid=1; Path=/' }) : page(`Wrong ${second}`);
      }
      if (url.pathname === '/') return page('Welcome <a href="/home">Home</a>');
      if (url.pathname === '/home')
        return /sid=1/.test(cookies) ? page('Hello Alice, your orders') : redirect('/login');
      return notFound;
    };
  }
  const SECOND =
    '<h1>Welcome, alice</h1><form method="post"><input type="hidden" name="csrf" value="x"><input type="password" name="secret"><button>Log in</button></form>';
  const NEWS =
    '<h4>News</h4><form method="post" action="/news"><input type="email" name="email"><button>Subscribe</button></form>';

  it.each([
    [
      'Next',
      '<form method="post" action="/login/name"><input type="email" name="email"><button>Next</button></form>',
    ],
    [
      '继续',
      '<h1>登录</h1><form method="post" action="/login/name"><input name="email"><button>继续</button></form>',
    ],
    [
      'a newsletter below',
      `<form method="post" action="/login/name"><input name="email" autocomplete="username"><button>Continue</button></form>${NEWS}`,
    ],
  ])('goes through both: %s', async (_name, step) => {
    site = await startSite(twoPages(step, SECOND));
    const result = await site.scan({ login: formLogin(site.origin) });
    expect([result.outcome, result.coverage.isLoginProven]).toEqual(['COMPLETE', true]);
    expect(site.paths()).not.toContain('/news');
  });

  it('never sends the name to a page that makes an account of it', async () => {
    const step =
      '<h1>Sign up or log in</h1><form method="post" action="/login/name"><input name="email"><button>Continue</button></form>';
    site = await startSite(twoPages(step, SECOND));
    const result = await site.scan({ login: formLogin(site.origin) });
    expect(result.reason).toMatchObject({ code: 'LOGIN_FAILED', values: { code: 'LOGIN_FORM_NOT_FOUND' } });
    expect(site.log.filter(({ method }) => method === 'POST')).toEqual([]);
  });
});
