import { afterEach, describe, expect, it } from 'vitest';
import { reflectedXss } from '@/lib/scans/checks/reflected-xss';
import { sqlInjection } from '@/lib/scans/checks/sql-injection';
import { urlRedirection } from '@/lib/scans/checks/url-redirection';
import type { ScanResult } from '@/lib/scans/rules/result';
import { type LocalSite, notFound, page, redirect, type SiteAnswer, startSite } from './local-site';

let site: LocalSite;
afterEach(() => site.close());

const SUSPICIOUS = /['"<>`\\]|--|\/\*|javascript:| and | or /i;
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
const HOME = page('<a href="/s?q=shoes">search</a> <a href="/i?q=3">item</a>');
const LONE_HOME = page('<a href="/s?q=shoes">search</a>');

type Refuse = (value: string) => SiteAnswer | null;
type Render = (value: string) => SiteAnswer;

/** Small pages that repeat their value; the filter is before these pages only, as it does behind a router. */
async function scanPages(home: SiteAnswer, refuse: Refuse, render: Render) {
  site = await startSite(({ url }) => {
    const value = url.searchParams.get('q') ?? '';
    if (url.pathname === '/') return home;
    if (!['/s', '/i'].includes(url.pathname)) return notFound;
    return refuse(value) ?? render(value);
  });
  const result = await site.scan({}, { checks: [reflectedXss, sqlInjection] });
  return [result.outcome, result.reason?.code, findState(result, 'XSS'), findState(result, 'SQL_INJECTION')];
}
const findState = (result: ScanResult, name: string) => {
  const entry = result.checklist.find((one) => one.class === name);
  return entry?.state === 'NOT_TESTED' ? entry.reason : entry?.state;
};
const raw: Render = (value) => page(`<p>${value}</p>`);

const NOT_TESTED = ['INCOMPLETE', 'PROBES_BLOCKED', 'PROBES_REFUSED', 'PROBES_REFUSED'];
const CLEAN = ['COMPLETE', undefined, 'CLEAN', 'CLEAN'];

const ANSWERS: [string, () => SiteAnswer][] = [
  ['two words', () => page('<p>No result</p>')],
  ['one word', () => page('<p>Sorry</p>')],
  ['the page without the value', () => page('<p></p>')],
  ['nothing', () => ({ body: '' })],
  ['the home page', () => HOME],
  ['a redirect to the home page', () => redirect('/')],
  ['a redirect to a page of errors', () => redirect('/error?ref=8f1')],
  ['a challenge', () => page('<script>document.cookie="c="+(7*6);location.reload()</script>')],
  [
    'a captcha',
    () => page('<form action="/c"><img src="/c.png"><input name="code"></form>', 'Just a moment'),
  ],
  ['404', () => notFound],
];

describe('a filter that answers like an ordinary page', () => {
  it.each(ANSWERS)('at two places: %s', async (_name, answer) => {
    const seen = await scanPages(HOME, (value) => (SUSPICIOUS.test(value) ? answer() : null), raw);
    expect(seen).toEqual(NOT_TESTED);
  });

  it.each(ANSWERS)('at the only place of the site: %s', async (_name, answer) => {
    const seen = await scanPages(LONE_HOME, (value) => (SUSPICIOUS.test(value) ? answer() : null), raw);
    expect(seen).toEqual(NOT_TESTED);
  });

  it('at the only place of the site, in its own frame, where addresses pass', async () => {
    const framed = (text: string) => page(`<nav><a href="/">Home</a> Lamps, shoes and hats</nav>${text}`);
    const home = framed('<form method="post" action="/find"><input name="q"><button>Search</button></form>');
    site = await startSite(({ url, body }) => {
      if (url.pathname === '/') return home;
      if (url.pathname !== '/find') return notFound;
      const value = new URLSearchParams(body).get('q') ?? '';
      return SUSPICIOUS.test(value) ? home : framed(`<h1>Hits</h1><p>Nothing found for ${value}</p>`);
    });
    const result = await site.scan({}, { checks: [reflectedXss, sqlInjection, urlRedirection] });
    expect([findState(result, 'XSS'), findState(result, 'SQL_INJECTION')]).toEqual([
      'PROBES_REFUSED',
      'PROBES_REFUSED',
    ]);
  });

  it('that shuts out whoever sent a probe, from every page', async () => {
    let isShut = false;
    const refuse: Refuse = (value) => {
      isShut ||= SUSPICIOUS.test(value);
      return isShut ? page('<h1>Access to this website is limited</h1>') : null;
    };
    expect(await scanPages(HOME, refuse, raw)).toEqual(NOT_TESTED);
  });
});

describe('a page that treats odd values alike by itself', () => {
  const list = (items: string) => page(`<h1>Shop of lamps</h1><ul>${items}</ul>`);
  it.each<[string, Refuse, Render]>([
    [
      'no hits for whatever is not there',
      () => null,
      (q) => list(q === 'shoes' ? '<li>Red shoes' : 'No result'),
    ],
    [
      'letters and digits only, and says so',
      (q) => (/^\w*$/.test(q) ? null : list('Only letters and digits are allowed here')),
      (q) => list(`<li>${q}`),
    ],
    [
      'letters and digits only, else nothing',
      (q) => (/^\w*$/.test(q) ? null : list('')),
      (q) => list(`<li>${q}`),
    ],
    [
      'letters and digits only, else home',
      (q) => (/^\w*$/.test(q) ? null : redirect('/')),
      (q) => list(`<li>${q}`),
    ],
    ['numbers only', (q) => (/^\d+$|^shoes$/.test(q) ? null : redirect('/')), (q) => list(`<li>${q}`)],
    ['encodes', () => null, (q) => list(`<li>${escaped(q)}`)],
    ['takes markup out', () => null, (q) => list(`<li>${escaped(q.replace(/<[^>]*>?/g, ''))}`)],
    [
      'repeats the value above no hits',
      () => null,
      (q) => list(q === 'shoes' ? 'Hits for shoes' : `Nothing for ${escaped(q)}`),
    ],
    ['words in turn', () => null, (q) => list(`${escaped(q)} ${['blue', 'green', 'red'][q.length % 3]}`)],
  ])('%s', async (_name, refuse, render) => {
    expect(await scanPages(HOME, refuse, render)).toEqual(CLEAN);
  });
});
