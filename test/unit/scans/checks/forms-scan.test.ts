import { afterEach, expect, it } from 'vitest';
import { MAX_SUBMISSIONS } from '@/lib/scans/engine/saving/submission-place';
import { threadedWork } from '@/lib/scans/work/threaded-work';
import { type LocalSite, notFound, page, redirect, type SiteHandler, startSite } from '../engine/local-site';

let site: LocalSite;
afterEach(() => site.close());

const encoded = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A shop with a guestbook, settings of a session and a place for files, all of them careless. */
function carelessShop(): SiteHandler {
  const entries: string[] = [];
  const nicks = new Map([['s7d41c09be22f', 'Mina']]);
  const files = new Map<string, string>();
  return ({ url, method, cookies, body }) => {
    const sid = /sid=(\w+)/.exec(cookies)?.[1] ?? '';
    const fields = new URLSearchParams(body);
    if (url.pathname === '/')
      return {
        ...page('<a href="/nick">Settings</a> <a href="/book">Guestbook</a> <a href="/photos">Photos</a>'),
        headers: { 'Set-Cookie': 'sid=s7d41c09be22f; Path=/; HttpOnly; SameSite=None' },
      };
    if (url.pathname.startsWith('/kept/')) {
      const text = files.get(decodeURIComponent(url.pathname.slice(6)));
      if (text === undefined) return notFound;
      return { type: /\.html$/i.test(url.pathname) ? 'text/html' : 'text/plain', body: text };
    }
    if (url.pathname === '/photos') {
      const name = /filename="([^"]+)"/.exec(body)?.[1];
      if (method === 'POST' && name) files.set(name, body.split('\r\n\r\n')[1]?.split('\r\n--')[0] ?? '');
      const list = [...files.keys()].map(
        (one) => `<a href="/kept/${encodeURIComponent(one)}">${encoded(one)}</a>`,
      );
      return page(
        `${list.join(' ')}<form method=post enctype="multipart/form-data"><input type=file name=photo><button>Upload</button></form>`,
      );
    }
    if (url.pathname === '/book') {
      if (method === 'POST' && nicks.has(sid)) entries.push(fields.get('text') ?? '');
      if (method === 'POST') return redirect('/book');
      return page(
        `${entries.map((entry) => `<p>${encoded(entry)}</p>`).join('')}<form method=post><textarea name=text></textarea><button>Post comment</button></form>`,
      );
    }
    if (url.pathname !== '/nick') return notFound;
    if (method === 'POST' && nicks.has(sid)) nicks.set(sid, fields.get('nick') ?? '');
    if (method === 'POST') return redirect('/nick');
    return page(
      `<form method=post><input name=nick value="${encoded(nicks.get(sid) ?? '')}"><button>Save</button></form>`,
    );
  };
}

it('finds careless forms in a whole scan with all checks, each in its thread', async () => {
  site = await startSite(carelessShop());
  const result = await site.scan({}, { openWork: threadedWork() });
  const found = result.findings
    .filter(({ class: name }) => name === 'CSRF' || name === 'FILE_UPLOAD')
    .map(({ titleKey, url, confidence }) => `${titleKey} ${new URL(url).pathname} ${confidence}`);
  expect(found.sort()).toEqual([
    'findings-csrf.forged /book CONFIRMED',
    'findings-csrf.forged /nick CONFIRMED',
    'findings-upload.page /photos CONFIRMED',
  ]);
  const entries = site.log.filter(({ method, url }) => method === 'POST' && url.pathname === '/book');
  expect(entries.length).toBeLessThanOrEqual(MAX_SUBMISSIONS);
  // The value that was there is there again; files and entries are listed.
  const last = site.log.filter(({ method, url }) => method === 'POST' && url.pathname === '/nick').at(-1);
  expect(last?.body).toBe('nick=Mina');
  expect(result.leftBehind.map(({ url }) => new URL(url).pathname)).toEqual(
    expect.arrayContaining(['/nick', '/book', '/photos']),
  );
});
