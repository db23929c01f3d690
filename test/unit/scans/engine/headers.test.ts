import { afterEach, describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '@/lib/scans/checks/headers/content-security-policy';
import { cookieAttributes } from '@/lib/scans/checks/headers/cookie-attributes';
import { crossOriginSharing } from '@/lib/scans/checks/headers/cross-origin-sharing';
import {
  contentTypeOptions,
  framing,
  openerPolicy,
  referrerPolicy,
} from '@/lib/scans/checks/headers/page-headers';
import { subresourceIntegrity } from '@/lib/scans/checks/headers/subresource-integrity';
import { CHECKS } from '@/lib/scans/checks/registry';
import { type LocalSite, notFound, page, redirect, type SiteAnswer, startSite } from './local-site';

const HEADER_CHECKS = [
  contentSecurityPolicy,
  cookieAttributes,
  crossOriginSharing,
  framing,
  contentTypeOptions,
  referrerPolicy,
  openerPolicy,
  subresourceIntegrity,
];
const STRICT = {
  'Content-Security-Policy':
    "script-src 'nonce-r4nd0mr4nd0m' 'strict-dynamic'; object-src 'none'; base-uri 'none'; frame-ancestors 'self'",
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

let site: LocalSite;
afterEach(() => site.close());

async function scan(handler: (request: { url: URL; origin: string }) => SiteAnswer) {
  site = await startSite(({ url, headers }) => handler({ url, origin: String(headers.origin ?? '') }));
  const result = await site.scan({}, { checks: HEADER_CHECKS });
  return result.findings
    .map(({ titleKey, parameter, sink }) => `${titleKey.split('.')[1]} ${parameter?.name ?? sink}`)
    .sort();
}

describe('header family', () => {
  it('has nothing to say about a careful site', async () => {
    const found = await scan(({ url }) =>
      url.pathname === '/'
        ? {
            ...page('<script src="https://cdn.example/a.js" integrity="sha384-x" crossorigin></script>'),
            headers: {
              ...STRICT,
              'Set-Cookie': ['sid=1a2b3c; HttpOnly; SameSite=Lax', 'theme=dark', 'sid=; Max-Age=0'],
            },
          }
        : notFound,
    );
    expect(found).toEqual([]);
  });

  it('reports what is missing once a site, however many pages lack it', async () => {
    const found = await scan(({ url }) =>
      ['/', '/a', '/b'].includes(url.pathname)
        ? page('<a href="/a">a</a><a href="/b">b</a><script src="https://cdn.example/a.js"></script>')
        : notFound,
    );
    expect(found).toEqual([
      'cspMissing header:content-security-policy',
      'frameable header:x-frame-options',
      'integrityMissing script:cdn.example',
      'openerPolicyMissing header:cross-origin-opener-policy',
      'sniffable header:x-content-type-options',
    ]);
  });

  it('reads a policy as browsers do: a weak one is named, a second strict one heals it', async () => {
    const weak = "script-src 'self' 'unsafe-inline'; object-src 'none'; frame-ancestors 'none'";
    const answer = (policy: string | string[]) => (request: { url: URL }) =>
      request.url.pathname === '/'
        ? { ...page('x'), headers: { ...STRICT, 'Content-Security-Policy': policy } }
        : notFound;
    expect(await scan(answer(weak))).toEqual(['cspWeak csp:script-src:unsafeInline']);
    await site.close();
    expect(await scan(answer([weak, STRICT['Content-Security-Policy']]))).toEqual([]);
  });

  it('judges session cookies and leaves tokens that scripts must read', async () => {
    const found = await scan(({ url }) =>
      url.pathname === '/'
        ? {
            ...page('x'),
            headers: {
              ...STRICT,
              'Set-Cookie': ['SESSIONID=abc123', 'XSRF-TOKEN=abc123; SameSite=Lax', 'lang=en; SameSite=None'],
            },
          }
        : notFound,
    );
    expect(found).toEqual([
      'cookieNoSameSite SESSIONID',
      'cookieNotHttpOnly SESSIONID',
      'cookieSameSiteNone lang',
    ]);
  });

  it("judges the session cookie that only the login's own answer sets, and keeps the password to itself", async () => {
    const form =
      '<form action="/login" method="post"><input name="user"><input type="password" name="word"></form>';
    site = await startSite(({ url, method, cookies, body }) => {
      if (url.pathname === '/login' && method === 'POST' && body.includes('wonderland-7'))
        return redirect('/home', { 'Set-Cookie': 'sid=q1w2e3r4t5; Path=/; SameSite=Lax' });
      if (url.pathname === '/login') return page(form);
      if (url.pathname === '/home')
        return cookies.includes('sid=q1') ? page('Hello Alice') : redirect('/login');
      return url.pathname === '/' ? page('<a href="/home">Home</a>') : notFound;
    });
    const { origin } = site;
    const login = { mode: 'form', username: 'alice', password: 'wonderland-7' } as const;
    const result = await site.scan(
      { login: { ...login, loginUrl: `${origin}/login`, verifyUrl: `${origin}/home` } },
      { checks: [cookieAttributes] },
    );
    expect(result.findings.map(({ sink, parameter }) => `${sink} ${parameter?.name}`)).toEqual([
      'set-cookie:httponly sid',
    ]);
    expect(JSON.stringify(result)).not.toMatch(/wonderland-7|q1w2e3r4t5/);
  });

  it('finds an interface that trusts every origin with credentials, and no fixed list', async () => {
    const found = await scan(({ url, origin }) => {
      const json = { type: 'application/json', body: '{"balance":1}' };
      const open = {
        'Access-Control-Allow-Origin': origin || '*',
        'Access-Control-Allow-Credentials': 'true',
      };
      const listed = {
        'Access-Control-Allow-Origin': 'https://partner.example',
        'Access-Control-Allow-Credentials': 'true',
      };
      if (url.pathname === '/')
        return { ...page('<script>fetch("/open");fetch("/listed");fetch("/any")</script>'), headers: STRICT };
      if (url.pathname === '/open') return { ...json, headers: open };
      if (url.pathname === '/listed') return { ...json, headers: listed };
      return url.pathname === '/any'
        ? { ...json, headers: { 'Access-Control-Allow-Origin': '*' } }
        : notFound;
    });
    expect(found).toEqual(['corsReflectsOrigin header:access-control-allow-origin']);
  });

  it('never blocks release', async () => {
    site = await startSite(({ url }) => (url.pathname === '/' ? page('x') : notFound));
    const result = await site.scan();
    expect(result.findings.length).toBeGreaterThan(0);
    expect(
      result.findings
        .filter(({ class: name }) => name === 'HEADERS')
        .every(({ severity }) => severity !== 'HIGH'),
    ).toBe(true);
  });

  it('has unique check ids in the registry', () => {
    expect(new Set(CHECKS.map(({ id }) => id)).size).toBe(CHECKS.length);
  });
});
