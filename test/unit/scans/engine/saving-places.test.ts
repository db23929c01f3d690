import { afterEach, describe, expect, it } from 'vitest';
import type { RequestTemplate } from '@/lib/scans/checks/check';
import { reflectedXss } from '@/lib/scans/checks/reflected-xss';
import { sqlInjection } from '@/lib/scans/checks/sql-injection';
import { urlRedirection } from '@/lib/scans/checks/url-redirection';
import { MAX_SUBMISSIONS } from '@/lib/scans/engine/saving/submission-place';
import { systemScanDeps } from '@/lib/scans/engine/system-deps';
import { type LocalSite, notFound, page, redirect, type SiteHandler, startSite } from './local-site';

let site: LocalSite;
afterEach(() => site.close());

const CHECKS = [reflectedXss, sqlInjection, urlRedirection];
const encoded = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
const HOME = page('<a href="/profile">p</a> <a href="/book">b</a> <a href="/settings">s</a>');
const submissions = (path: string) =>
  site.log.filter(({ method, url }) => method === 'POST' && url.pathname === path).map(({ body }) => body);
/** More than a name with an apostrophe. */
const PAYLOAD = /(?<!\w)'|'(?![\w'])|["`\\]|on\w+=|<script|javascript|\/\/\w+\.invalid/i;

/** A profile: three texts, one of them empty, a box, a choice and an address that validation insists on. */
function profile(show: (text: string) => string, words = 'Save') {
  const stored: Record<string, string> = { nick: 'Mina', motto: '', mail: 'mina@shop.example', lang: 'zh' };
  const original = 'nick=Mina&motto=&mail=mina%40shop.example&lang=zh';
  const handler: SiteHandler = ({ url, method, body }) => {
    if (url.pathname === '/') return HOME;
    if (url.pathname !== '/profile') return notFound;
    if (method === 'POST') {
      const fields = new URLSearchParams(body);
      if (!/^[^@]+@[^@]+$/.test(fields.get('mail') ?? '')) return page('<p>Wrong address</p>');
      for (const name of Object.keys(stored)) stored[name] = fields.get(name) ?? '';
      if (fields.has('news')) stored.news = 'on';
      else delete stored.news;
      return redirect('/profile');
    }
    const { nick = '', motto = '', mail = '', lang } = stored;
    return page(`<h1>Hello ${show(nick)}</h1><form method=post action=/profile>
      <input name=nick value="${encoded(nick)}"><input name=motto value="${encoded(motto)}">
      <input type=email name=mail value="${encoded(mail)}">
      <select name=lang><option value=en>en</option><option value=zh ${lang === 'zh' ? 'selected' : ''}>zh</option></select>
      <input type=checkbox name=news value=on ${stored.news ? 'checked' : ''}><button>${words}</button></form>`);
  };
  return { stored, original, handler };
}

/** A guestbook that shows all entries. */
function guestbook(show: (text: string) => string) {
  const entries: string[] = [];
  const handler: SiteHandler = ({ url, method, body }) => {
    if (url.pathname === '/') return HOME;
    if (url.pathname !== '/book') return notFound;
    if (method === 'POST') {
      entries.push(new URLSearchParams(body).get('text') ?? '');
      return redirect('/book');
    }
    return page(`<ul>${entries.map((entry) => `<li>${show(entry)}</li>`).join('')}</ul>
      <form method=post action=/book><input name=who><textarea name=text></textarea><button>Go</button></form>`);
  };
  return { entries, handler };
}

describe('a form that replaces what it shows', () => {
  it.each(['Save', 'Go', 'OK'])('gets its own values back, whatever its button says: %s', async (words) => {
    const { stored, original, handler } = profile(encoded, words);
    site = await startSite(handler);
    const result = await site.scan({}, { checks: CHECKS });
    expect(stored).toEqual({ nick: 'Mina', motto: '', mail: 'mina@shop.example', lang: 'zh' });
    const sent = submissions('/profile');
    expect(sent.at(-1)).toBe(original);
    expect(sent.filter((body) => PAYLOAD.test(decodeURIComponent(body)))).toEqual([]);
    expect(result.leftBehind.map(({ parameter, wasPutBack }) => [parameter, wasPutBack])).toEqual([
      ['nick', true],
      ['motto', true],
    ]);
    const places = result.checklist.find((entry) => entry.class === 'SQL_INJECTION');
    expect(places).toMatchObject({ state: 'NOT_TESTED', reason: 'SAVING_PLACE', gaps: [{ count: 5 }] });
  });

  it('shows stored markup by an element without any script', async () => {
    const { stored, handler } = profile((text) => text);
    site = await startSite(handler);
    const result = await site.scan({}, { checks: CHECKS });
    expect(
      result.findings.map(({ titleKey, parameter, confidence }) => [titleKey, parameter?.name, confidence]),
    ).toEqual([['findings-active.storedXss', 'nick', 'CONFIRMED']]);
    expect(stored.nick).toBe('Mina');
  });

  it('is put back at once after Stop, before anything else', async () => {
    const button = new AbortController();
    const { stored, handler } = profile(encoded);
    let sent = 0;
    site = await startSite((request) => {
      if (stored.nick !== 'Mina' && sent === 0) {
        sent = site.log.length;
        button.abort();
      }
      return handler(request);
    });
    const { clock: _fixed, ...real } = systemScanDeps({ extraPorts: [], allowPrivate: [] }, button.signal);
    const result = await site.scan(
      { requestsPerSecond: 1_000 },
      { ...real, outbound: site.outbound, checks: CHECKS },
    );
    expect(result.outcome).toBe('CANCELLED');
    const after = site.log.slice(sent).map(({ method, url }) => `${method} ${url.pathname}`);
    // The answer to the change may be on its way still.
    expect(after.filter((one) => one !== 'GET /profile')).toEqual(['POST /profile']);
    expect(after.length).toBeLessThanOrEqual(2);
    expect(stored.nick).toBe('Mina');
    expect(result.leftBehind.every(({ wasPutBack }) => wasPutBack)).toBe(true);
  });

  it('is put back when the budget ends in the middle', async () => {
    for (const maxRequests of [24, 26, 28, 32]) {
      const { stored, handler } = profile(encoded);
      site = await startSite(handler);
      const result = await site.scan({ maxRequests }, { checks: CHECKS });
      expect(result.reason?.code).toBe('BUDGET_EXHAUSTED');
      expect(stored.nick).toBe('Mina');
      expect(site.log.length).toBeLessThanOrEqual(maxRequests + 1);
      await site.close();
    }
    site = await startSite(() => HOME);
  });

  it('is put back first of all by the run that follows a crash', async () => {
    const { stored, original, handler } = profile(encoded);
    site = await startSite(handler);
    let kept: readonly RequestTemplate[] = [];
    const keep = async (requests: readonly RequestTemplate[]) => {
      kept = JSON.parse(JSON.stringify(requests)) as RequestTemplate[];
    };
    // The process dies: its requests go nowhere from the first changed value on.
    const dead = { send: () => new Promise<never>(() => undefined) };
    let isDead = false;
    const outbound = {
      send: (request: Parameters<typeof site.outbound.send>[0]) =>
        (isDead ? dead : site.outbound).send(request),
    };
    const died = new Promise<void>((resolve) => {
      const watched: SiteHandler = (request) => {
        const answer = handler(request);
        if (stored.nick !== 'Mina') {
          isDead = true;
          resolve();
        }
        return answer;
      };
      void site.close().then(async () => {
        site = await startSite(watched);
        void site.scan({}, { checks: CHECKS, outbound, putBack: { first: [], keep } });
      });
    });
    await died;
    expect(stored.nick).not.toBe('Mina');
    expect(kept).toHaveLength(1);
    const before = site.log.length;
    const result = await site.scan({}, { checks: [], putBack: { first: kept, keep } });
    const later = site.log.slice(before).map(({ method, url, body }) => `${method} ${url.pathname} ${body}`);
    expect(later.slice(0, 3)).toEqual(['GET / ', 'GET /profile ', `POST /profile ${original}`]);
    expect(stored.nick).toBe('Mina');
    expect(kept).toEqual([]);
    expect(result.leftBehind).toMatchObject([{ wasPutBack: true, parameter: null, mark: 'pf2e3f4a5b' }]);
  });
});

describe('a form that adds records', () => {
  it('gets a small number of marks, all listed', async () => {
    const { entries, handler } = guestbook(encoded);
    site = await startSite(handler);
    const result = await site.scan({}, { checks: CHECKS });
    expect(entries.length).toBeGreaterThan(1);
    expect(entries.length).toBeLessThanOrEqual(MAX_SUBMISSIONS);
    expect(submissions('/book').filter((body) => PAYLOAD.test(decodeURIComponent(body)))).toEqual([]);
    expect(result.leftBehind).toMatchObject([
      { method: 'POST', parameter: null, count: entries.length, wasPutBack: false },
    ]);
    expect(entries[0]).toContain(result.leftBehind[0]?.mark.slice(0, 10));
    expect(result.findings).toEqual([]);
  });

  it('shows stored markup', async () => {
    const { entries, handler } = guestbook((text) => text);
    site = await startSite(handler);
    const result = await site.scan({}, { checks: CHECKS });
    expect(result.findings.map(({ parameter, confidence }) => [parameter?.name, confidence])).toEqual([
      ['text', 'CONFIRMED'],
    ]);
    expect(entries.length).toBeLessThanOrEqual(MAX_SUBMISSIONS);
  });
});

describe('what is shown on another page', () => {
  const elsewhere = (show: (text: string) => string) => {
    const entries: string[] = [];
    const handler: SiteHandler = ({ url, method, body }) => {
      if (url.pathname === '/') return page('<a href="/ask">ask</a> <a href="/staff/desk">desk</a>');
      if (url.pathname === '/staff/desk') return page(entries.map((entry) => `<p>${show(entry)}`).join(''));
      if (url.pathname !== '/ask') return notFound;
      if (method === 'POST') {
        entries.push(new URLSearchParams(body).get('text') ?? '');
        return page('<p>Thank you</p>');
      }
      return page('<form method=post action=/ask><textarea name=text></textarea><button>Go</button></form>');
    };
    return { entries, handler };
  };

  it('is found there', async () => {
    const { entries, handler } = elsewhere((text) => text);
    site = await startSite(handler);
    const result = await site.scan({}, { checks: CHECKS });
    expect(result.findings.map(({ parameter, confidence }) => [parameter?.name, confidence])).toEqual([
      ['text', 'CONFIRMED'],
    ]);
    expect(entries.length).toBeLessThanOrEqual(MAX_SUBMISSIONS);
  });

  it('is no finding where it is encoded', async () => {
    const { handler } = elsewhere(encoded);
    site = await startSite(handler);
    expect((await site.scan({}, { checks: CHECKS })).findings).toEqual([]);
  });

  it('keeps values of one name apart', async () => {
    site = await startSite(({ url }) =>
      url.pathname === '/'
        ? page(
            '<form method=post action=/find><input name=t value=one><input type=hidden name=t value=two><button>Find</button></form>',
          )
        : page('<p>Nothing</p>'),
    );
    await site.scan({}, { checks: CHECKS });
    expect(submissions('/find')).toContain('t=one&t=two');
    expect(submissions('/find')).not.toContain('t=two&t=two');
  });
});

describe('settings in JSON', () => {
  const NAMES = 'a b c d e f g h i j k l'.split(' ');
  const first = () => ({
    ...Object.fromEntries(NAMES.map((name) => [name, `value ${name}`])),
    size: 12,
    dark: true,
    theme: null,
  });
  const script = `<script>fetch('/api/prefs', { method: 'POST', body: JSON.stringify({ ${[...NAMES, 'size', 'dark', 'theme'].join(', ')} }) })</script>`;

  it('keep their literals and get their values back', async () => {
    let stored: Record<string, unknown> = first();
    site = await startSite(({ url, method, body }) => {
      if (url.pathname === '/') return page(script);
      if (url.pathname !== '/api/prefs') return notFound;
      if (method === 'POST') stored = JSON.parse(body) as Record<string, unknown>;
      return { type: 'application/json', body: JSON.stringify(method === 'POST' ? { ok: true } : stored) };
    });
    const result = await site.scan({}, { checks: CHECKS });
    expect(stored).toEqual(first());
    const sent = submissions('/api/prefs').map((body) => JSON.parse(body) as Record<string, unknown>);
    expect(sent.length).toBeGreaterThan(1);
    for (const one of sent) expect([one.size, one.dark, one.theme]).toEqual([12, true, null]);
    expect(result.leftBehind.every(({ wasPutBack }) => wasPutBack)).toBe(true);
    expect(result.leftBehind).toHaveLength(NAMES.length);
  });
});

describe('literals of a script', () => {
  it('are sent as they are when another member is probed', async () => {
    site = await startSite(({ url }) =>
      url.pathname === '/'
        ? page(
            `<script>fetch('/api/find', { method: 'POST', body: JSON.stringify({ text, dark: true, size: 12, kind: null, sort: 'up' }) })</script>`,
          )
        : url.pathname === '/api/find'
          ? { type: 'application/json', body: '{"rows":[]}' }
          : notFound,
    );
    await site.scan({}, { checks: CHECKS });
    const bodies = submissions('/api/find').map((body) => JSON.parse(body) as Record<string, unknown>);
    const probedText = bodies.filter(({ text }) => text !== 'preflight');
    expect(probedText.length).toBeGreaterThan(2);
    for (const { text: _, ...rest } of probedText)
      expect(rest).toEqual({ dark: true, size: 12, kind: null, sort: 'up' });
  });
});

describe('a form that only reads', () => {
  it.each(['Search', 'Go'])('gets full payloads: %s', async (words) => {
    site = await startSite(({ url, method, body }) => {
      if (url.pathname === '/')
        return page(`<form method=post action=/f><input name=q><button>${words}</button></form>`);
      return url.pathname === '/f' && method === 'POST'
        ? page(`<p>Nothing for ${new URLSearchParams(body).get('q')}</p>`)
        : notFound;
    });
    const result = await site.scan({}, { checks: CHECKS });
    expect(result.findings.map(({ titleKey, confidence }) => [titleKey, confidence])).toEqual([
      ['findings-active.reflectedXss', 'CONFIRMED'],
    ]);
    expect(result.leftBehind).toEqual([]);
  });
});
