import { describe, expect, onTestFinished, test } from 'vitest';
import { reflectedXss } from '@/lib/scans/checks/reflected-xss';
import { page, type SiteHandler, startSite } from '../engine/local-site';
import { hasChromium, shareChromium } from './with-chromium';

const openBrowser = shareChromium();

async function scanned(handler: SiteHandler) {
  const site = await startSite(handler);
  onTestFinished(() => site.close());
  const result = await site.scan({}, { checks: [reflectedXss], openBrowser });
  return { ...site, result };
}

/** A page whose forms are sent by scripts; `POST /api/keep/…` is told by its path to save. */
const formsPage = (forms: string) =>
  page(`${forms}<script>
    for (const form of document.forms) form.onsubmit = (event) => { event.preventDefault();
      fetch(['', 'api', form.id].join('/'), { method: 'POST', headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(Object.fromEntries(new FormData(form))) }); };
  </script>`);

const json = { type: 'application/json', body: '{"ok":true}' };

describe.skipIf(!hasChromium)('a page that is explored', () => {
  test('is asked with the values of its fields, and its sign-in and registration forms are left alone', async () => {
    const { log } = await scanned(({ url }) =>
      url.pathname === '/'
        ? formsPage(`<form id="find"><input name="term"><button>Search</button></form>
          <form id="enter"><input name="user"><input type="password" name="word"><button>Log in</button></form>
          <form id="join"><input name="user"><input type="email" name="mail"><button>Create account</button></form>`)
        : json,
    );
    const asked = log.filter(({ url }) => url.pathname.startsWith('/api/'));
    expect(JSON.parse(asked[0]?.body ?? '{}')).toEqual({ term: 'preflight' });
    const others = asked.filter(({ url }) => url.pathname !== '/api/find');
    expect(others.filter(({ body }) => body.includes('preflight'))).toEqual([]);
    expect(others.filter(({ url }) => url.pathname === '/api/join')).toEqual([]);
  });

  test('sends a form that saves plain marks, and what was there last of all', async () => {
    const { log } = await scanned(({ url }) =>
      url.pathname === '/'
        ? formsPage(
            `<form id="profile"><input name="nick" value="Anna"><input name="town"><button>Save</button></form>`,
          )
        : json,
    );
    const sent = log.filter(({ url, method }) => url.pathname === '/api/profile' && method === 'POST');
    expect(sent.length).toBeGreaterThan(0);
    // Plain marks, and unknown elements without a script or handler.
    for (const { body } of sent) expect(Object.values(JSON.parse(body)).join(' ')).toMatch(/^[\w <>-]*$/);
    expect(JSON.parse(sent.at(-1)?.body ?? '{}')).toEqual({ nick: 'Anna', town: '' });
  });

  test('keeps the cookies that scripts set, which are places', async () => {
    const { log, result } = await scanned(({ url, cookies }) => {
      if (url.pathname === '/')
        return page(
          `<script>document.cookie = ['shop', 'berlin'].join('=') + '; path=/'; fetch(['', 'api', 'shelf'].join('/') + '?row=1')</script>`,
        );
      return page(`Shelf in ${/shop=([^;]*)/.exec(cookies)?.[1] ?? 'none'}`);
    });
    expect(log.some(({ cookies }) => cookies.includes('shop=berlin'))).toBe(true);
    expect(result.findings).toMatchObject([{ parameter: { location: 'COOKIE', name: 'shop' } }]);
  });

  test('names connections that stay open', async () => {
    const { result } = await scanned(({ url }) =>
      url.pathname === '/'
        ? page(
            `<script>new WebSocket('ws://' + location.host + '/live'); new EventSource('/news?topic=a');</script>`,
          )
        : { status: 404 },
    );
    const streams = result.coverage.skipped.find(({ reason }) => reason === 'STREAM');
    expect(streams?.examples.map((address) => new URL(address).pathname).sort()).toEqual(['/live', '/news']);
  });
});
