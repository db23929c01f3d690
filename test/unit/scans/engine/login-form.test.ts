import { afterEach, describe, expect, it } from 'vitest';
import { readHtmlPage } from '@/lib/scans/engine/crawl/html-page';
import { chooseLoginForm } from '@/lib/scans/engine/login/login-form';
import { type LocalSite, page, redirect, startSite } from './local-site';

const form = (action: string, button: string, inside = '', attributes = '') =>
  `<form method="post" action="${action}" ${attributes}><input name="user">${inside}<input name="pass" type="password">${button && `<button>${button}</button>`}</form>`;

/** The path that the chosen form is sent to, or why none is. */
function chosen(html: string): string {
  const choice = chooseLoginForm(
    readHtmlPage(html, 'https://shop.example/entry').forms,
    'https://shop.example/entry',
  );
  if (!choice.ok) return choice.isAmbiguous ? 'ambiguous' : 'none';
  return new URL(choice.form.action).pathname;
}

describe('of several forms', () => {
  it.each<[string, string]>([
    ['registration first, by buttons', form('/a', 'Create account') + form('/b', 'Sign in')],
    ['in Chinese', form('/a', '立即注册') + form('/b', '登录')],
    ['by actions', form('/users/new/register', 'Go') + form('/b', 'Go', '', 'id="login"')],
    ['by headings', `<h2>Join</h2>${form('/a', 'Go')}<h2>Log in</h2>${form('/b', 'Go')}`],
    [
      'by legends',
      form('/a', 'OK', '<legend>Sign up</legend>') + form('/b', 'OK', '<legend>Sign in</legend>'),
    ],
    [
      'by autocomplete',
      `<form action="/a"><input name="u"><input type="password" name="p" autocomplete="new-password"></form><form action="/b"><input name="u"><input type="password" name="p" autocomplete="current-password"></form>`,
    ],
    [
      'in tabs whose headings stand together',
      `<h2>Sign in</h2><h2>Register</h2>${form('/b', 'Sign in')}${form('/a', 'Register')}`,
    ],
    ['a reset form beside it', form('/a', 'Reset password') + form('/b', 'Log in')],
    [
      'a change form beside it',
      `<form action="/a"><input name="u"><input type="password" name="old"><input type="password" name="new"></form>${form('/b', 'Go')}`,
    ],
    [
      'a person beside it',
      form('/a', 'Go', '<input name="first_name"><input name="last_name">') + form('/b', 'Go'),
    ],
    ['a button that is a picture', form('/a', '<img alt="Sign up">') + form('/b', '<img alt="Sign in">')],
    ['pinyin', form('/zhuce', 'OK') + form('/b', 'OK')],
    ['wide and narrow', form('/b', 'Sign in') + form('/b', 'Sign in')],
  ])('takes the one that signs in: %s', (_what, html) => expect(chosen(html)).toBe('/b'));

  it('takes none where two are equally likely', () => {
    expect(chosen(form('/a', 'Go') + form('/b', 'Go'))).toBe('ambiguous');
    expect(chosen(form('/login', 'Sign in') + form('/admin/login', 'Sign in'))).toBe('ambiguous');
  });
});

describe('a lone form', () => {
  it.each([
    'Sign up',
    'Register now',
    'Create my account',
    '注册',
    '免费注册',
    'Reset',
    '找回密码',
    'Change password',
  ])('is not sent when its button says %s', (button) => expect(chosen(form('/go', button))).toBe('none'));
  it.each(['/register', '/sign-up.php', '/account/create', '/user/zhuce', '/password/reset', '/logout'])(
    'is not sent to %s',
    (action) => expect(chosen(form(action, 'OK'))).toBe('none'),
  );
  it('is taken when nothing speaks against it', () => {
    expect(chosen(form('/go', ''))).toBe('/go');
    expect(chosen(form('/mail/go', 'Sign in'))).toBe('/mail/go');
    expect(chosen(`<h1>Create your account</h1>${form('/go', 'Sign in')}`)).toBe('/go');
  });
  it('presses the button that signs in and sends no other', () => {
    const html = `<form action="/go"><input name="u"><input type="password" name="p"><button name="do" value="join">Join</button><button name="do" value="in" formaction="/in">Sign in</button></form>`;
    const choice = chooseLoginForm(
      readHtmlPage(html, 'https://shop.example/entry').forms,
      'https://shop.example/entry',
    );
    expect(choice.ok && new URL(choice.form.action).pathname).toBe('/in');
    expect(
      choice.ok && choice.form.fields.filter(({ name }) => name === 'do').map(({ value }) => value),
    ).toEqual(['in']);
  });
});

describe('a login', () => {
  let site: LocalSite;
  afterEach(() => site.close());

  it.each([
    ['LOGIN_FORM_AMBIGUOUS', form('/a', 'Go') + form('/b', 'Go')],
    ['LOGIN_FORM_NOT_FOUND', form('/a', 'Create account')],
  ])('ends with %s and sends the password nowhere', async (code, html) => {
    site = await startSite(({ url }) => (url.pathname === '/entry' ? page(html) : redirect('/entry')));
    const login = {
      ...{ mode: 'form' as const, loginUrl: `${site.origin}/entry`, verifyUrl: null },
      ...{ username: 'alice', password: 'wonderland' },
    };
    const result = await site.scan({ login });
    expect(result.reason).toEqual({ code: 'LOGIN_FAILED', values: { code, status: 200 } });
    expect(site.log.some(({ method }) => method === 'POST')).toBe(false);
  });

  it('is the only form of its page that is ever sent', async () => {
    const html = `<h2>New here?</h2>${form('/join-us', 'Register')}<h2>Sign in</h2>${form('/in', 'Sign in')}`;
    site = await startSite(({ method, url, cookies, body }) => {
      const isInside = cookies.includes('sid=1');
      if (url.pathname === '/entry') return page(html);
      if (method === 'POST' && url.pathname === '/in')
        return body.includes('pass=wonderland')
          ? redirect('/me', { 'Set-Cookie': 'sid=1; Path=/' })
          : page(html);
      if (url.pathname === '/me') return isInside ? page('my private orders') : redirect('/entry');
      return page('<a href="/entry">Sign in</a>');
    });
    const login = {
      ...{ mode: 'form' as const, loginUrl: `${site.origin}/entry`, verifyUrl: `${site.origin}/me` },
      ...{ username: 'alice', password: 'wonderland' },
    };
    const result = await site.scan({ login });
    expect(result.coverage.isLoginProven).toBe(true);
    const posted = new Set(site.log.filter(({ method }) => method === 'POST').map(({ url }) => url.pathname));
    expect([...posted]).toEqual(['/in']);
  });
});
