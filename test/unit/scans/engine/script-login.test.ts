import { afterEach, describe, expect, it } from 'vitest';
import { reflectedXss } from '@/lib/scans/checks/reflected-xss';
import { chooseLoginCall } from '@/lib/scans/engine/login/login-call';
import { readSessionToken } from '@/lib/scans/engine/login/session-token';
import type { ScanPlan } from '@/lib/scans/rules/plan';
import { type LocalSite, notFound, page, redirect, type SiteAnswer, startSite } from './local-site';

let site: LocalSite;
afterEach(() => site.close());

const FIELDS = '<input id="mail" type="email"><input id="secret" type="password">';
const CALL = `fetch('/api/session', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ email: mail.value, password: secret.value, remember: true }) })`;
const json = (value: unknown, more: Partial<SiteAnswer> = {}): SiteAnswer => ({
  type: 'application/json',
  body: JSON.stringify(value),
  ...more,
});

/** @param login what the login page holds. @param isMember whether a request is one of the member's */
function scriptSite(
  login: string,
  isMember: (request: { cookies: string; authorization: string }) => boolean,
  signedIn: SiteAnswer,
) {
  return startSite(({ method, url, cookies, body, headers }) => {
    if (url.pathname === '/api/session' && method === 'POST') {
      const given = JSON.parse(body);
      return given.email === 'alice@shop.example' &&
        given.password === 'wonder&land' &&
        given.remember === true
        ? signedIn
        : json({ message: 'No' }, { status: 401 });
    }
    if (url.pathname === '/app.js') return { type: 'text/javascript', body: `function go() { ${CALL} }` };
    if (url.pathname === '/login') return page(login);
    if (url.pathname === '/') return page('<a href="/home">Home</a>');
    if (!isMember({ cookies, authorization: headers.authorization ?? '' })) return redirect('/login');
    if (url.pathname === '/home') return page('Hello Alice <a href="/find?q=lamp">Find</a>');
    return url.pathname === '/find' ? page(`<p>${url.searchParams.get('q')}</p>`) : notFound;
  });
}

const loginOf = (origin: string): ScanPlan['login'] => ({
  ...{ mode: 'form', username: 'alice@shop.example', password: 'wonder&land' },
  ...{ loginUrl: `${origin}/login`, verifyUrl: `${origin}/home` },
});
const withCookie = json({ ok: true }, { headers: { 'Set-Cookie': 'sid=mine; Path=/; HttpOnly' } });

describe('a login that the scripts of its page send', () => {
  it.each([
    [
      'in the page, from a form',
      `<form id="f">${FIELDS}<button>Sign in</button></form><script>f.onsubmit = () => ${CALL}</script>`,
    ],
    [
      'in a file, without any form',
      `<div>${FIELDS}<div class="btn">Go</div></div><script src="/app.js"></script>`,
    ],
  ])('is read %s, and the password is in no address', async (_, login) => {
    site = await scriptSite(login, ({ cookies }) => cookies.includes('sid=mine'), withCookie);
    const result = await site.scan({ login: loginOf(site.origin) }, { checks: [reflectedXss] });
    expect(result.coverage.isLoginProven).toBe(true);
    expect(result.findings.map(({ parameter }) => parameter?.name)).toContain('q');
    expect(site.log.filter(({ url }) => url.search.includes('wonder'))).toEqual([]);
  });

  it('goes on with the token that it answers, and shows it nowhere', async () => {
    site = await scriptSite(
      `${FIELDS}<script>${CALL}</script>`,
      ({ authorization }) => authorization === 'Bearer t0k3n.of.alice',
      json({ data: { access_token: 't0k3n.of.alice' } }),
    );
    const result = await site.scan({ login: loginOf(site.origin) }, { checks: [reflectedXss] });
    expect(result.findings.map(({ parameter }) => parameter?.name)).toContain('q');
    expect(JSON.stringify(result)).not.toContain('t0k3n.of.alice');
    const strangers = site.log.filter(
      ({ url, headers }) => url.pathname === '/home' && !headers.authorization,
    );
    expect(strangers.length).toBeGreaterThan(0);
  });

  it('never sends the password in the address where no call can be read', async () => {
    const form = `<form>${FIELDS.replaceAll('id=', 'name=')}<button>Sign in</button></form><script>start(7)</script>`;
    site = await scriptSite(form, () => false, withCookie);
    const result = await site.scan({ login: loginOf(site.origin) }, { checks: [] });
    expect(result.reason?.values.code).toBe('LOGIN_FORM_NOT_FOUND');
    expect(site.log.filter(({ url }) => url.search !== '')).toEqual([]);
  });
});

it('asks for the name on a first page whose last field it is', async () => {
  let name = '';
  site = await startSite(({ method, url, body, cookies }) => {
    const given = new URLSearchParams(body);
    if (url.pathname === '/login' && method === 'POST') {
      name = given.get('identifier') ?? '';
      return redirect('/challenge');
    }
    if (url.pathname === '/login')
      return page(
        '<form method="post"><input type="hidden" name="t" value="1"><input type="email" name="identifier" autocomplete="username"><button>Next</button></form>',
      );
    if (url.pathname === '/challenge' && method === 'POST')
      return name === 'alice@shop.example' && given.get('p') === 'wonder&land'
        ? redirect('/home', { 'Set-Cookie': 'sid=mine; Path=/' })
        : redirect('/login');
    if (url.pathname === '/challenge')
      return page('<form method="post"><input type="password" name="p"><button>Next</button></form>');
    return cookies.includes('sid=mine') ? page('Hello Alice') : redirect('/login');
  });
  const result = await site.scan({ login: loginOf(site.origin) }, { checks: [] });
  expect(result.coverage.isLoginProven).toBe(true);
});

describe('the call that signs in', () => {
  const given = { username: 'alice', password: 'wonderland' };
  const call = (reference: string, jsonMembers: readonly string[], names: readonly string[] = []) =>
    ({ reference, method: 'POST', jsonMembers, names }) as const;
  const choose = (...calls: ReturnType<typeof call>[]) =>
    chooseLoginCall(calls, 'https://shop.example/', given);

  it.each([
    ['another account is made', call('/api/register', ['email', 'password'])],
    ['a password is changed', call('/api/user', ['email', 'newPassword'])],
    ['two passwords are asked', call('/api/login', ['email', 'password', 'passwordAgain'])],
    ['nobody is named', call('/api/unlock', ['password'])],
    ['the function says so', call('/api/user', ['name', 'password'], ['signUp'])],
  ])('is none where %s', (_, one) => expect(choose(one)).toEqual({ ok: false, isAmbiguous: false }));

  it('is the one that says so, and none where two do', () => {
    const [login, other] = [
      call('/api/auth/login', ['username', 'pwd']),
      call('/api/check', ['username', 'pwd']),
    ];
    expect(choose(other, login)).toMatchObject({
      ok: true,
      call: { url: 'https://shop.example/api/auth/login' },
    });
    expect(choose(login, call('/api/sso/login', ['username', 'pwd']))).toEqual({
      ok: false,
      isAmbiguous: true,
    });
  });
});

it.each([
  [{ token: 'abcdefgh.ij-k' }, 'abcdefgh.ij-k'],
  [{ code: 0, data: { user: { id: 1 }, accessToken: 'Bearer abcdefghij' } }, 'abcdefghij'],
  [{ jwt: 'a b' }, null],
  [{ csrfTokenName: 'abcdefghij', tokens: 3 }, null],
  ['abcdefghij', null],
])('reads the token of %j', (answer, token) => expect(readSessionToken(JSON.stringify(answer))).toBe(token));
