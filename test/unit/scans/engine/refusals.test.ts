import { afterEach, describe, expect, it } from 'vitest';
import { osCommandInjection } from '@/lib/scans/checks/os-command-injection';
import { reflectedXss } from '@/lib/scans/checks/reflected-xss';
import { sqlInjection } from '@/lib/scans/checks/sql-injection';
import { urlRedirection } from '@/lib/scans/checks/url-redirection';
import { isDecisive } from '@/lib/scans/engine/requests/decisive-value';
import type { ScanResult } from '@/lib/scans/rules/result';
import { type LocalSite, notFound, page, redirect, type SiteAnswer, startSite } from './local-site';

let site: LocalSite;
afterEach(() => site.close());

const CHECKS = [reflectedXss, sqlInjection, urlRedirection];
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
const HOME = page('<a href="/find?q=shoes">a</a> <a href="/item?n=7">b</a> <a href="/tag?t=red">c</a>');
const frame = (content: string) =>
  page(
    `<header>Shop of lamps and shoes</header><nav>Home Cart Help Contact About Jobs Press Terms</nav><main>${content}</main>`,
  );
const SUSPICIOUS = /['"<>`\\]|\/\/|--| and | or /i;

type Refuse = (value: string, url: URL) => SiteAnswer | 'drop' | null;

/** Three pages that repeat their value as it is; `refuse` comes first, as a filter does. */
async function scanBehind(refuse: Refuse, render: (value: string) => string = (value) => value) {
  site = await startSite(({ url }) => {
    const value = [...url.searchParams.values()][0] ?? '';
    const refusal = refuse(value, url);
    if (refusal) return refusal;
    if (url.pathname === '/') return HOME;
    if (!['/find', '/item', '/tag'].includes(url.pathname)) return notFound;
    return frame(`<p>You asked for ${render(value)}</p>`);
  });
  return site.scan({}, { checks: CHECKS });
}
const findState = (result: ScanResult, name: string) => {
  const entry = result.checklist.find((one) => one.class === name);
  return entry?.state === 'NOT_TESTED' ? entry.reason : entry?.state;
};

describe('what a filter refuses was not tested', () => {
  let ids = 0;
  const noise = () => (ids++ * 7919 + 4_099).toString(36);
  it.each<[string, Refuse]>([
    ['403', () => ({ status: 403, body: 'Forbidden' })],
    ['418', () => ({ status: 418, body: '<h1>Blocked</h1>' })],
    ['501', () => ({ status: 501, body: '' })],
    ['400 with a page of its own', () => ({ status: 400, body: '<h1>Bad request</h1>' })],
    ['500 with a page of its own', () => ({ status: 500, body: '<h1>Oops</h1>' })],
    [
      'a block page with 200 and an id that changes',
      () => page(`<h1>Request rejected</h1>Support id ${noise()}`),
    ],
    ['a block page in the frame of the site', () => frame('<p>Refused by the security policy</p>')],
    ['one word', () => ({ body: 'Blocked' })],
    ['nothing', () => ({ body: '' })],
    ['a Chinese block page in the frame of the site', () => frame('<p>您的请求已被拦截，请联系管理员</p>')],
    ['the home page', () => HOME],
    ['JSON', () => ({ type: 'application/json', body: '{"code":403,"msg":"illegal request"}' })],
    ['a redirect', () => redirect('/blocked')],
    ['a redirect to the home page', () => redirect('/')],
    ['a captcha', () => page('<form><img src=/captcha.png><input name=answer></form>')],
    ['no answer at all', () => 'drop'],
  ])('%s', async (_name, refusal) => {
    const result = await scanBehind((value, url) =>
      SUSPICIOUS.test(value) ? (refusal(value, url) as SiteAnswer) : null,
    );
    expect([findState(result, 'XSS'), findState(result, 'SQL_INJECTION')]).toEqual([
      'PROBES_REFUSED',
      'PROBES_REFUSED',
    ]);
    expect([result.outcome, result.reason?.code]).toEqual(['INCOMPLETE', 'PROBES_BLOCKED']);
  });

  it('says where, when only some places are behind it', async () => {
    const result = await scanBehind(
      (value, url) =>
        SUSPICIOUS.test(value) && url.pathname === '/item' ? { status: 406, body: 'no' } : null,
      escaped,
    );
    expect(result.outcome).toBe('COMPLETE');
    const entry = result.checklist.find((one) => one.class === 'XSS');
    expect(entry).toMatchObject({
      reason: 'PROBES_REFUSED',
      gaps: [{ count: 1, places: ['GET /item QUERY n'] }],
    });
    expect(result.coverage.warnings).toContainEqual({
      code: 'PROBES_BLOCKED',
      values: { blocked: 1, sent: 3 },
    });
  });

  it('keeps what was found although the filter refuses the rest', async () => {
    const result = await scanBehind((value) =>
      /<script/i.test(value) ? { status: 403, body: 'Forbidden' } : null,
    );
    expect(findState(result, 'XSS')).toBe('FINDINGS');
  });
});

describe('what the page itself answers was tested', () => {
  it.each<[string, Refuse, (value: string) => string]>([
    ['an encoded reflection', () => null, escaped],
    ['a value that is not used', () => null, () => 'nothing'],
    ['a page that filters characters', () => null, (value) => value.replace(/[^\w ]/g, '')],
    [
      'validation that letters fail too',
      (value) =>
        value === '' || /^\d+$|^(?:shoes|red)$/.test(value) ? null : { status: 400, body: 'Bad value' },
      escaped,
    ],
    [
      'a message inside the page',
      (value, url) =>
        url.pathname === '/item' && SUSPICIOUS.test(value) ? frame('<p>Only letters are allowed</p>') : null,
      escaped,
    ],
  ])('%s', async (_name, refuse, render) => {
    const result = await scanBehind(refuse, render);
    expect([result.outcome, findState(result, 'XSS'), findState(result, 'SQL_INJECTION')]).toEqual([
      'COMPLETE',
      'CLEAN',
      'CLEAN',
    ]);
  });
});

describe('a name that the site keeps and shows on every page', () => {
  it('is not a response to what was sent, while a mark is kept there and once it is put back', async () => {
    const seen = new Set<string>();
    site = await startSite(({ url }) => {
      const value = [...url.searchParams.values()][0] ?? '';
      const isPutBack = SUSPICIOUS.test(value) || !seen.has(url.pathname);
      seen.add(url.pathname);
      const member = `<p>Signed in as ${isPutBack ? 'Robin Marlow' : `pf${'k'.repeat(14)}`}</p>`;
      if (url.pathname === '/') return HOME;
      if (url.pathname === '/find') return frame(`${member}<p>No results for ${escaped(value)}</p>`);
      const isKnown = ['7', 'red'].includes(value);
      return isKnown ? frame(`${member}<p>One result</p>`) : { ...notFound, body: member };
    });
    const result = await site.scan({}, { checks: [...CHECKS, osCommandInjection] });
    const states = ['XSS', 'SQL_INJECTION', 'OS_COMMAND_INJECTION'].map((one) => findState(result, one));
    expect(states).toEqual(['CLEAN', 'CLEAN', 'CLEAN']);
  });
});

describe('a site that sends on to its own addresses only', () => {
  it.each([403, 400, 200])('was tested, whatever it says to others: %s', async (status) => {
    site = await startSite(({ url }) => {
      if (url.pathname === '/') return page('<a href="/go?url=/a">a</a> <a href="/leave?to=/a">b</a>');
      if (url.pathname === '/a') return page('<p>Arrived</p>');
      if (url.pathname !== '/go' && url.pathname !== '/leave') return notFound;
      const target = [...url.searchParams.values()][0] ?? '';
      return /^\/\w*$/.test(target) || /^\w+$/.test(target)
        ? redirect(target)
        : { status, body: '<h1>This address is not allowed</h1>' };
    });
    const result = await site.scan({}, { checks: [urlRedirection] });
    expect([result.outcome, findState(result, 'URL_REDIRECTION')]).toEqual(['COMPLETE', 'CLEAN']);
  });

  it('was not, behind a filter that refuses them on any page', async () => {
    const result = await scanBehind((value) =>
      /\/\//.test(value) ? { status: 403, body: 'Forbidden' } : null,
    );
    expect(findState(result, 'URL_REDIRECTION')).toBe('PROBES_REFUSED');
  });
});

describe('decisive values', () => {
  it.each([
    ["7'", '7', true],
    ['<x>', 'shoes', true],
    ['1 AND 3=3', '1', true],
    ['//a.invalid', '/home', true],
    ['pf2e3f4a5b001abc', 'shoes', false],
    ['2026-01-02', '2026-01-01', false],
    ['a.b_c-d e', 'x', false],
    ['10:30', '10:20', false],
    ["O'Neil", "O'Neil", false],
  ])('%s beside %s', (value, original, expected) => expect(isDecisive(value, original)).toBe(expected));
});
