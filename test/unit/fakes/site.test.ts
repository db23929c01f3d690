import { X509Certificate } from 'node:crypto';
import { parse } from 'parse5';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fixedClock, HOUR_MS } from '@/lib/core/clock';
import { SITE_NAMES, type SiteName } from '@/lib/fakes/seller-state';
import { type FakeSeller, startFakeSeller } from '@/lib/fakes/start-fake-seller';
import { headerValues } from '@/lib/http/exchange';
import { ask, hiddenField, postForm, readCookies, signIn } from './ask-seller';

let clock: ReturnType<typeof fixedClock>;
let seller: FakeSeller;
beforeEach(async () => {
  clock = fixedClock(new Date());
  seller = await startFakeSeller({}, { clock });
});
afterEach(() => seller.close());

const get = (site: SiteName, path: string, cookie = '') =>
  ask(seller, seller.sites[site].origin + path, { headers: { cookie } });
/** Whether the page, read as a browser reads it, has an element of this name. */
const hasElement = (page: string, name: string): boolean => {
  const search = (node: { nodeName: string; childNodes?: unknown[] }): boolean =>
    node.nodeName === name || (node.childNodes ?? []).some((child) => search(child as typeof node));
  return search(parse(page));
};

describe.each(SITE_NAMES)('the %s site', (site) => {
  it.each(['/', '/help', '/help/exports', '/search', '/login', '/robots.txt', '/sitemap.xml', '/api/status'])(
    'serves %s with the security headers',
    async (path) => {
      const answer = await get(site, path);
      expect(answer.status).toBe(200);
      expect(answer.header('content-security-policy')).toMatch(/^default-src 'none'/);
      expect(answer.header('strict-transport-security')).toContain('max-age=63072000');
      expect(answer.header('x-content-type-options')).toBe('nosniff');
    },
  );

  it('answers 404 for what it does not have, and 405 for other methods', async () => {
    const paths = ['/missing', '/help/missing', '/api/missing', '/hwwebscan_verify.html', '/app/../etc'];
    const answers = await Promise.all(paths.map((path) => get(site, path)));
    expect(answers.map(({ status }) => status).slice(0, 4)).toEqual([404, 404, 404, 404]);
    const trace = await ask(seller, `${seller.sites[site].origin}/`, { method: 'DELETE' });
    expect(trace.status).toBe(405);
  });

  it('sends strangers to the login and back to where they wanted to go', async () => {
    const refused = await get(site, '/app/invoices');
    expect([refused.status, refused.header('location')]).toEqual([303, '/login?next=%2Fapp%2Finvoices']);
    const form = await get(site, '/login?next=%2Fapp%2Finvoices');
    expect(hiddenField(form.text, 'next')).toBe('/app/invoices');
    const elsewhere = await get(site, '/login?next=https%3A%2F%2Fevil.invalid');
    expect(hiddenField(elsewhere.text, 'next')).toBe('/app');
    expect((await get(site, '/api/invoices')).status).toBe(401);
  });

  it('signs in with the right password and gives the session a new, guarded cookie', async () => {
    const form = await get(site, '/login');
    const [before] = headerValues(form.headers, 'set-cookie');
    expect(before).toMatch(/^__Host-session=[\w-]{44}; Path=\/; Secure; HttpOnly; SameSite=(?:Lax|None)$/);
    expect(before?.endsWith('Lax')).toBe(site === 'safe');
    const cookie = await signIn(seller, site);
    expect(cookie).not.toBe(readCookies(form));
    const dashboard = await get(site, '/app', cookie);
    expect(dashboard.status).toBe(200);
    expect(dashboard.text).toContain('Signed in as');
    expect(JSON.parse((await get(site, '/api/invoices/1001', cookie)).text)).toMatchObject({ number: 1001 });
    expect((await get(site, '/app/invoices/1001', cookie)).text).toContain('Alder Bakery');
    expect((await get(site, '/app/invoices/9999', cookie)).status).toBe(404);
  });

  it('refuses a wrong password and a form without its token', async () => {
    const { loginUrl } = seller.sites[site];
    const form = await ask(seller, loginUrl);
    const csrf_token = hiddenField(form.text, 'csrf_token');
    const wrong = await postForm(
      seller,
      loginUrl,
      { ...seller.user, password: 'no', csrf_token },
      readCookies(form),
    );
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('role="alert"');
    const forged = await postForm(seller, loginUrl, { ...seller.user, csrf_token: 'x' }, readCookies(form));
    expect([forged.header('location'), forged.header('set-cookie')]).toEqual(['/login', null]);
  });

  it('ends a session on sign-out and after half an hour of silence', async () => {
    const [first, second] = [await signIn(seller, site), await signIn(seller, site)];
    expect(headerValues((await get(site, '/sign-out', first)).headers, 'set-cookie')[0]).toContain(
      'Max-Age=0',
    );
    expect((await get(site, '/app', first)).status).toBe(303);
    expect((await get(site, '/app', second)).status).toBe(200);
    clock.advanceMs(HOUR_MS);
    expect((await get(site, '/app', second)).status).toBe(303);
  });

  it('saves the profile, on the safe site with a token only, and encodes it', async () => {
    const cookie = await signIn(seller, site);
    const url = `${seller.sites[site].origin}/app/settings`;
    const csrf_token = hiddenField((await get(site, '/app/settings', cookie)).text, 'csrf_token');
    const fields = { display_name: '<img src=x>', company: '"><img>', phone: '1' };
    const forged = await postForm(seller, url, fields, cookie);
    expect(forged.status).toBe(site === 'safe' ? 403 : 303);
    expect((await postForm(seller, url, { ...fields, csrf_token }, cookie)).status).toBe(303);
    const saved = (await get(site, '/app/settings?saved=1', cookie)).text;
    expect(saved).toContain('value="&quot;&gt;&lt;img&gt;"');
    expect(hasElement(saved, 'img')).toBe(false);
  });

  it('serves the verification file byte for byte once it is set', async () => {
    const content = new Uint8Array([0xef, 0xbb, 0xbf, 0x61, 0x0d, 0x0a]);
    seller.state.setVerificationFile(site, content);
    const answer = await get(site, '/hwwebscan_verify.html');
    expect([answer.status, ...answer.bytes]).toEqual([200, ...content]);
    const other = site === 'safe' ? 'vulnerable' : 'safe';
    expect((await get(other, '/hwwebscan_verify.html')).status).toBe(404);
  });
});

describe('what makes the difference', () => {
  const origin = (site: SiteName) => seller.sites[site].origin;
  const probes = (site: SiteName) =>
    Promise.all([
      get(site, `/search?q=${encodeURIComponent('<svg id=probe>')}`),
      get(site, `/search?q=a&topic=${encodeURIComponent('"><svg id=probe>')}`),
    ]);

  it('reflects the search as markup on the vulnerable site, as text on the safe one', async () => {
    expect((await probes('vulnerable')).map(({ text }) => hasElement(text, 'svg'))).toEqual([true, true]);
    const safe = await probes('safe');
    expect(safe.map(({ text }) => hasElement(text, 'svg'))).toEqual([false, false]);
    expect(safe[0]?.text).toContain('&lt;svg id=probe&gt;');
  });

  it('lets a quote into the statement on the vulnerable site only', async () => {
    const path = '/app/invoices?customer=%27';
    const vulnerable = await get('vulnerable', path, await signIn(seller, 'vulnerable'));
    expect(vulnerable.status).toBe(500);
    expect(vulnerable.text).toContain('You have an error in your SQL syntax');
    const safe = await get('safe', path, await signIn(seller, 'safe'));
    expect(safe.status).toBe(200);
    expect(safe.text).toContain('O&#39;Rowan Travel');
    expect((await get('vulnerable', path)).status).toBe(303);
  });

  it('finds the same invoices for a harmless name on both', async () => {
    const path = '/app/invoices?customer=birch';
    const [safe, vulnerable] = await Promise.all(
      SITE_NAMES.map(async (site) =>
        (await get(site, path, await signIn(seller, site))).text.match(/<td>Birch/g),
      ),
    );
    expect(safe).toHaveLength(4);
    expect(vulnerable).toEqual(safe);
  });

  it('redirects anywhere on the vulnerable site, to a list on the safe one, and never splits a header', async () => {
    const target = '/go?to=https%3A%2F%2Fevil.invalid%2F';
    expect((await get('vulnerable', target)).header('location')).toBe('https://evil.invalid/');
    const safe = await get('safe', target);
    expect([safe.status, safe.header('location')]).toEqual([400, null]);
    expect((await get('safe', '/go?to=%2Fhelp')).header('location')).toBe('/help');
    expect((await get('vulnerable', '/go?to=%2F%0d%0aSet-Cookie:a=b')).status).toBe(400);
  });

  it('runs commands behind a host name on the vulnerable site only, and none of the machine', async () => {
    const path = (command: string) => `/app/lookup?host=${encodeURIComponent(`a.example;${command}`)}`;
    const [cookie, safe] = [await signIn(seller, 'vulnerable'), await signIn(seller, 'safe')];
    expect((await get('vulnerable', path('echo $((6*7))'), cookie)).text).toContain('\n42<');
    expect((await get('vulnerable', path('id'), cookie)).text).toContain('sh: id: not found');
    expect((await get('safe', path('echo $((6*7))'), safe)).text).toContain('This is no host name.');
    expect((await get('safe', '/app/lookup?host=a.example', safe)).text).toContain(
      'a.example has no address',
    );
  });

  it('reads two invented files beside the guides on the vulnerable site, and no other', async () => {
    const climb = (file: string) => `/help/guide?file=${encodeURIComponent(`../../../..${file}`)}`;
    expect((await get('vulnerable', climb('/proc/version'))).text).toMatch(/^Linux version .*tallyfern/);
    expect((await get('vulnerable', climb('/etc/hostname'))).status).toBe(404);
    expect((await get('safe', climb('/proc/version'))).status).toBe(404);
    for (const site of SITE_NAMES)
      expect((await get(site, '/help/guide?file=year-end.txt')).text).toMatch(/^Year end/);
  });

  it('opens the entities of a document on the vulnerable site only', async () => {
    const type = '<!DOCTYPE invoice [<!ENTITY x SYSTEM "file:///proc/version">]>';
    const invoice = '<invoice><customer>Elm</customer><note>N</note></invoice>';
    const preview = async (site: SiteName, document: string) =>
      postForm(seller, `${seller.sites[site].origin}/app/preview`, { document }, await signIn(seller, site));
    const attack = type + invoice.replace('N<', '&x;<');
    expect((await preview('vulnerable', attack)).text).toContain('<dd>Linux version');
    expect((await preview('safe', attack)).text).toContain('A document type is not allowed here.');
    for (const site of SITE_NAMES) {
      expect((await preview(site, invoice)).text).toContain('<dd>Elm</dd>');
      expect((await preview(site, '<invoice>')).status).toBe(400);
    }
  });

  it('keeps any file as the logo on the vulnerable site, and a PNG on the safe one', async () => {
    const upload = async (site: SiteName, name: string, content: string | Uint8Array<ArrayBuffer>) => {
      const cookie = await signIn(seller, site);
      const form = new FormData();
      form.set('csrf_token', hiddenField((await get(site, '/app/logo', cookie)).text, 'csrf_token'));
      form.set('logo', new File([content], name));
      const { headers, body } = new Request(origin(site), { method: 'POST', body: form });
      const answer = await ask(seller, `${origin(site)}/app/logo`, {
        method: 'POST',
        headers: { 'content-type': headers.get('content-type') ?? '', cookie },
        body: new Uint8Array(await new Response(body).arrayBuffer()),
      });
      return { status: answer.status, at: (path: string) => get(site, path, cookie) };
    };
    const page = await upload('vulnerable', '../page.html', '<b>x</b>');
    expect((await page.at('/app/files/page.html')).header('content-type')).toMatch(/^text\/html/);
    expect((await upload('safe', 'page.html', '<b>x</b>')).status).toBe(400);
    const png = await upload('safe', 'my.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]));
    expect((await png.at('/app/files/logo.png')).header('content-type')).toBe('image/png');
  });

  it('leaves a settings file on the vulnerable site', async () => {
    expect((await get('vulnerable', '/.env')).text).toContain('DB_PASSWORD=');
    expect((await get('safe', '/.env')).status).toBe(404);
  });
});

describe('a fault of the website', () => {
  it('answers 200 for everything', async () => {
    expect((await get('safe', '/no-such-page')).status).toBe(404);
    seller.state.setFault('catch-all-200', true);
    const answers = await Promise.all(
      ['/no-such-page', '/hwwebscan_verify.html'].map((path) => get('safe', path)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  });

  it('loses the session after eight pages', async () => {
    seller.state.setFault('session-dies', true);
    const cookie = await signIn(seller, 'safe');
    const statuses: number[] = [];
    for (let i = 0; i < 9; i++) statuses.push((await get('safe', '/app', cookie)).status);
    expect(statuses).toEqual([...Array(8).fill(200), 303]);
  });
});

it('holds a certificate that only those trust who trust the exposed authority', async () => {
  const authority = new X509Certificate(seller.caPem);
  expect(authority.ca).toBe(true);
  expect(new Date(authority.validTo).getTime() - clock.now().getTime()).toBeLessThan(181 * 24 * HOUR_MS);
  expect((await get('safe', '/')).status).toBe(200);
  const stranger = ask({ ...seller, caPem: '' }, seller.sites.safe.origin);
  await expect(stranger).rejects.toMatchObject({ code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' });
});
